import * as z from 'zod';
import { asAccount, asSystem } from '@/lib/platform/db';
import type { Room } from '@/lib/platform/room';
import { randomId } from '@/lib/platform/seal/token';
import { openText, sealText } from '../storage/sealed-text';

const LIFE_MS = 60 * 60 * 1000;

/** Whose result it is: one tool of one profile, as one caller. */
export type ResultOwner = { profileId: string; toolName: string; agentId: string | null };

const Sealed = z.object({ body: z.string() });

/** Keeps the parts of a result that did not fit into its answer, sealed and for an hour. Returns the id they are asked for by. */
export async function keepResult(
  accountId: string,
  owner: ResultOwner,
  parts: readonly string[],
  room?: Room,
): Promise<string> {
  const id = randomId();
  const expiresAt = new Date(Date.now() + LIFE_MS);
  // One by one: together they would be held in memory once more. Nobody knows the id before all are written.
  for (const [part, text] of parts.entries()) {
    await room?.turn();
    const body = await sealText(placeOf(accountId, id, part), { body: text });
    const data = { id, part, accountId, ...owner, body, expiresAt };
    await asAccount(accountId, (tx) => tx.keptResult.create({ data, select: { id: true } }));
  }
  return id;
}

/** Null when its hour is over or it is somebody else's. */
export async function findResultOwner(accountId: string, id: string, part: number): Promise<ResultOwner | null> {
  const found = await asAccount(accountId, (tx) =>
    tx.keptResult.findFirst({
      where: { id, part, accountId, expiresAt: { gt: new Date() } },
      select: { profileId: true, toolName: true, agentId: true },
    }),
  );
  if (!found) return null;
  const { profileId, toolName, agentId } = found;
  return profileId === null || toolName === null ? null : { profileId, toolName, agentId };
}

/** One part as JSON text, and whether another follows; null when its hour is over or it is somebody else's. */
export async function findKeptPart(
  accountId: string,
  id: string,
  part: number,
  room: Room,
): Promise<{ body: string; isLast: boolean } | null> {
  const kept = { id, accountId, expiresAt: { gt: new Date() } };
  const [found, next] = await asAccount(accountId, async (tx) => [
    await tx.keptResult.findFirst({ where: { ...kept, part }, select: { body: true } }),
    await tx.keptResult.findFirst({ where: { ...kept, part: part + 1 }, select: { part: true } }),
  ]);
  if (!found) return null;
  await room.turn();
  const opened = await openText(placeOf(accountId, id, part), found.body);
  return { body: opened ? Sealed.parse(opened).body : found.body, isLast: !next };
}

function placeOf(accountId: string, id: string, part: number) {
  return { accountId, table: 'kept_results', rowId: `${id}.${part}` };
}

export async function removeExpiredResults(): Promise<number> {
  const { count } = await asSystem((tx) => tx.keptResult.deleteMany({ where: { expiresAt: { lte: new Date() } } }));
  return count;
}
