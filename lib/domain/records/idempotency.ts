import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, asSystem } from '@/lib/platform/db';

const LIFE_MS = 24 * 60 * 60 * 1000;

export type Claim =
  | { kind: 'first' }
  | { kind: 'running'; since: Date; hash: string }
  | { kind: 'done'; hash: string; answer: unknown };

/**
 * Takes the key for one call, or tells what the call that has it is doing. Two at once cannot both be first. Null when
 * that call gave the key back at this very moment.
 */
export function claimKey(accountId: string, key: string, requestHash: string): Promise<Claim | null> {
  return asAccount(accountId, async (tx): Promise<Claim | null> => {
    await tx.idempotencyRecord.deleteMany({ where: { accountId, key, expiresAt: { lte: new Date() } } });
    const expiresAt = new Date(Date.now() + LIFE_MS);
    const { count } = await tx.idempotencyRecord.createMany({
      data: [{ accountId, key, requestHash, expiresAt }],
      skipDuplicates: true,
    });
    if (count === 1) return { kind: 'first' };
    const row = await tx.idempotencyRecord.findUnique({ where: { accountId_key: { accountId, key } } });
    if (!row) return null;
    const { requestHash: hash, response, createdAt: since } = row;
    return response === null ? { kind: 'running', since, hash } : { kind: 'done', hash, answer: read(response) };
  });
}

/** As text: jsonb would put its keys into another order, and takes neither NUL nor half a character. */
export async function keepAnswer(accountId: string, key: string, answer: JsonObject): Promise<void> {
  await asAccount(accountId, (tx) =>
    tx.idempotencyRecord.update({
      where: { accountId_key: { accountId, key } },
      data: { response: JSON.stringify(answer) },
    }),
  );
}

function read(response: unknown): unknown {
  return JSON.parse(z.string().parse(response));
}

/** In place of a call that died with its process; of several who try, one succeeds. */
export async function takeOverKey(accountId: string, key: string, since: Date): Promise<boolean> {
  const { count } = await asAccount(accountId, (tx) =>
    tx.idempotencyRecord.updateMany({
      where: { accountId, key, createdAt: since, response: { equals: Prisma.AnyNull } },
      data: { createdAt: new Date() },
    }),
  );
  return count === 1;
}

/** For a call that certainly did nothing: the next one with this key may try again. */
export async function releaseKey(accountId: string, key: string): Promise<void> {
  await asAccount(accountId, (tx) => tx.idempotencyRecord.deleteMany({ where: { accountId, key } }));
}

export async function removeExpiredKeys(): Promise<number> {
  const { count } = await asSystem((tx) =>
    tx.idempotencyRecord.deleteMany({ where: { expiresAt: { lte: new Date() } } }),
  );
  return count;
}
