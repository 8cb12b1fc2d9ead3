import * as z from 'zod';
import { AppError } from '@/lib/errors';
import { type ConnectedAccount, defineProvider, type GrantState } from '../provider';
import { listKinds } from './catalogue';
import { tryConnection } from './connect';
import { refusesSettings } from './failure';
import { settingsSchema } from './form';
import type { DatabaseSession } from './kind';
import { getDatabaseKind } from './kinds';
import { DatabaseSessions } from './sessions';
import { fromToolName, toToolName } from './tool-names';

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

    function use<Value>(account: ConnectedAccount, run: (session: DatabaseSession) => Promise<Value>): Promise<Value> {
      const { profileId, app, secret } = account;
      if (!secret) throw new AppError('needs_reconnect', 'This database has to be connected again.');
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
          await use(account, (session) => session.test(signal));
          return { status: 'connected', expiresAt: null };
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
          throw refusesSettings(caught) ? new AppError('needs_reconnect', caught.message, { cause: caught }) : caught;
        }),

      close: (profileId) => sessions.close(profileId),
    };
  },
});

/** Null for what is no word on the settings: a server that is down may be up in a moment. */
function toGrantState(caught: unknown): GrantState | null {
  if (refusesSettings(caught)) return { status: 'needs_reconnect', reason: caught.message };
  const isOutOfBounds = caught instanceof AppError && caught.code === 'forbidden';
  return isOutOfBounds ? { status: 'error', reason: caught.message } : null;
}
