import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, asSystem } from '@/lib/platform/db';
import { openText, sealText } from '../storage/sealed-text';

const LIFE_MS = 24 * 60 * 60 * 1000;

export type Claim =
  | { kind: 'first' }
  | { kind: 'running'; since: Date; hash: string }
  | { kind: 'done'; hash: string; answer: unknown };

/**
 * Takes the key for one call, or tells what the call that has it is doing. Two at once cannot both be first. Null when
 * that call gave the key back at this very moment.
 */
export async function claimKey(accountId: string, key: string, requestHash: string): Promise<Claim | null> {
  const row = await asAccount(accountId, async (tx) => {
    await tx.idempotencyRecord.deleteMany({ where: { accountId, key, expiresAt: { lte: new Date() } } });
    const expiresAt = new Date(Date.now() + LIFE_MS);
    const { count } = await tx.idempotencyRecord.createMany({
      data: [{ accountId, key, requestHash, expiresAt }],
      skipDuplicates: true,
    });
    if (count === 1) return 'first';
    return tx.idempotencyRecord.findUnique({ where: { accountId_key: { accountId, key } } });
  });
  if (row === 'first') return { kind: 'first' };
  if (!row) return null;
  const { requestHash: hash, response, createdAt: since } = row;
  if (response === null) return { kind: 'running', since, hash };
  return { kind: 'done', hash, answer: await read(placeOf(accountId, key), response) };
}

/** Sealed: unlike a record it is whole, with whatever secret the tool answered, and kept whatever recording says. */
export async function keepAnswer(accountId: string, key: string, answer: JsonObject): Promise<void> {
  const response = await sealText(placeOf(accountId, key), answer);
  await asAccount(accountId, (tx) =>
    tx.idempotencyRecord.update({ where: { accountId_key: { accountId, key } }, data: { response } }),
  );
}

async function read(place: ReturnType<typeof placeOf>, response: unknown): Promise<unknown> {
  const text = z.string().parse(response);
  return (await openText(place, text)) ?? JSON.parse(text);
}

function placeOf(accountId: string, key: string) {
  return { accountId, table: 'idempotency_records', rowId: key };
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
