import * as z from 'zod';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { AppError } from '@/lib/errors';
import { toStorable } from '@/lib/platform/storable-json';
import { say } from '@/lib/sentence';
import { type ConnectedAccount, defineProvider, type GrantState } from '../provider';
import { listKinds } from './catalogue';
import { createReader, tryConnection } from './connect';
import { refusesSettings } from './failure';
import { settingsSchema } from './form';
import type { DatabaseSession } from './kind';
import { getDatabaseKind } from './kinds';
import { askRole } from './role';
import { DatabaseSessions } from './sessions';
import { fromToolName, toToolName } from './tool-names';

const ROLE_EVERY_MS = 60 * 60_000;

export const database = defineProvider({
  id: 'database',
  name: 'Databases',
  kind: 'form',
  // Nothing of the operator's is needed, so no sandbox ever stands in.
  credentials: [],
  schema: z.object({}),
  settings: () => ({}),
  sandboxSettings: () => ({}),

  open(_settings, io) {
    const sessions = new DatabaseSessions(io);
    const roleCheckedAt = new WeakMap<DatabaseSession, number>();

    /** Asking reads the server's catalogue, which may be large: a session that stays open asks once an hour. */
    function isRoleDue(session: DatabaseSession): boolean {
      const isDue = Date.now() - (roleCheckedAt.get(session) ?? 0) > ROLE_EVERY_MS;
      if (isDue) roleCheckedAt.set(session, Date.now());
      return isDue;
    }

    function use<Value>(account: ConnectedAccount, run: (session: DatabaseSession) => Promise<Value>): Promise<Value> {
      const { profileId, app, secret } = account;
      if (!secret) throw new AppError('needs_reconnect', say('databases.reconnect'));
      return sessions.use(profileId, { kind: getDatabaseKind(app.slug), settings: secret }, run);
    }

    return {
      listApps: async () => listKinds(),
      listAppTools: async () => null,
      startConnection: async ({ app }) => ({ kind: 'form', schema: settingsSchema(getDatabaseKind(app.slug)) }),
      finishConnection: (request) => tryConnection(io, request),
      listAttemptAccounts: async () => [],

      async checkConnection(account, signal): Promise<GrantState> {
        try {
          const role = await use(account, async (session) => {
            await session.test(signal);
            return isRoleDue(session) ? askRole(session, signal) : null;
          });
          return { status: 'connected', expiresAt: null, shown: isKnown(role) ? toStorable({ role }) : undefined };
        } catch (caught) {
          const state = toGrantState(caught);
          if (state) return state;
          throw caught;
        }
      },

      async removeConnection({ profileId }) {
        await sessions.close(profileId); // the server knows nothing of us that could be taken back
      },

      listTools: (account) =>
        use(account, async (session) =>
          session.listTools().map((tool) => ({ ...tool, name: toToolName(tool.name, account.profileId) })),
        ),

      callTool: (account, { tool, input, signal }) =>
        use(account, (session) =>
          session.callTool({ tool: fromToolName(tool.name) ?? tool.name, input, signal }),
        ).catch((caught: unknown) => {
          throw refusesSettings(caught) ? new AppError('needs_reconnect', caught.words, { cause: caught }) : caught;
        }),

      readers: { createReader: (request) => createReader(io, request) },

      close: (profileId) => sessions.close(profileId),
    };
  },
});

/** A check that failed does not replace what an earlier one found. */
function isKnown(role: DatabaseRole | null): role is DatabaseRole {
  return role !== null && role.level !== 'unknown';
}

/** Null for what is no word on the settings: a server that is down may be up in a moment. */
function toGrantState(caught: unknown): GrantState | null {
  if (refusesSettings(caught)) return { status: 'needs_reconnect', reason: caught.message };
  const isOutOfBounds = caught instanceof AppError && caught.code === 'forbidden';
  return isOutOfBounds ? { status: 'error', reason: caught.message } : null;
}
