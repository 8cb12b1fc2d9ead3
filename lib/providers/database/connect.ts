import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { randomToken } from '@/lib/platform/seal/token';
import { toStorable } from '@/lib/platform/storable-json';
import type { ConnectionResult, FinishRequest, Readers } from '../provider';
import { withoutSecrets } from './form';
import type { DatabaseIo, DatabaseKind } from './kind';
import { getDatabaseKind } from './kinds';
import { askRole } from './role';

/** Tries what was filled in, over connections of its own. Nothing is kept open, and nothing is kept at all. */
export async function tryConnection(
  io: DatabaseIo,
  { app, answer, externalUserId, signal }: FinishRequest,
): Promise<ConnectionResult> {
  const kind = getDatabaseKind(app.slug);
  const settings = kind.parseSettings(answer);
  const session = kind.open(settings, io);
  try {
    const { latencyMs, server } = await session.test(signal);
    const role = await askRole(session, signal);
    return {
      kind: 'connected',
      account: {
        // Every try is another grant: a late word on the former settings says nothing about these.
        upstreamAccountId: crypto.randomUUID(),
        externalUserId,
        label: labelOf(kind, settings),
        secret: settings,
        // Its own words, which may be any.
        shown: toStorable({
          ...kind.summarise(settings),
          server: { product: short(server.product), version: short(server.version), latency_ms: latencyMs },
          role,
        }),
        authType: 'form',
        expiresAt: null,
      },
    };
  } finally {
    await session.close();
  }
}

/** 192 random bits. Nobody chose them, so nobody else knows them. */
const PASSWORD_BYTES = 24;

export async function createReader(
  io: DatabaseIo,
  { app, settings, name, schemas, signal }: Parameters<Readers['createReader']>[0],
): Promise<{ username: string; password: string }> {
  const kind = getDatabaseKind(app.slug);
  const session = kind.open(kind.parseSettings(settings), io);
  const password = randomToken(PASSWORD_BYTES);
  try {
    if (!session.createReader) {
      throw new AppError('invalid_request', 'Roles that read can be created for PostgreSQL and MySQL only.', {
        fields: { db_type: 'Roles that read can be created for PostgreSQL and MySQL only.' },
      });
    }
    await session.createReader({ name, password, schemas }, signal);
    return { username: name, password };
  } finally {
    await session.close();
  }
}

/** What may be shown of settings to whoever edits them; `secrets` names what was left out. */
export function shownSettings(kind: DatabaseKind, settings: JsonObject): { settings: JsonObject; secrets: string[] } {
  const settingsShown = withoutSecrets(kind, settings);
  const secrets = Object.keys(settings).filter((name) => !Object.hasOwn(settingsShown, name));
  return { settings: settingsShown, secrets };
}

/** Longer than any server says what it is. */
const MAX_NAME_LENGTH = 100;

const short = (name: string): string => name.slice(0, MAX_NAME_LENGTH);

function labelOf(kind: DatabaseKind, settings: JsonObject): string {
  const { username, host, database } = kind.summarise(settings);
  return `${username ? `${username}@` : ''}${host}${database ? `/${database}` : ''}`;
}
