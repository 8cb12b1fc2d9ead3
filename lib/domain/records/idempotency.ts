import { Json, type JsonObject } from '@/lib/contracts/json';
import { asAccount, asSystem } from '@/lib/platform/db';

const LIFE_MS = 24 * 60 * 60 * 1000;

export type Claim =
  | { kind: 'first' }
  | { kind: 'running'; since: Date; hash: string }
  | { kind: 'done'; hash: string; answer: Json };

/** Takes the key for one call, or tells what the call that has it is doing. Two at once cannot both be first. */
export function claimKey(accountId: string, key: string, requestHash: string): Promise<Claim> {
  return asAccount(accountId, async (tx): Promise<Claim> => {
    await tx.idempotencyRecord.deleteMany({ where: { accountId, key, expiresAt: { lte: new Date() } } });
    const expiresAt = new Date(Date.now() + LIFE_MS);
    const { count } = await tx.idempotencyRecord.createMany({
      data: [{ accountId, key, requestHash, expiresAt }],
      skipDuplicates: true,
    });
    if (count === 1) return { kind: 'first' };
    const row = await tx.idempotencyRecord.findUniqueOrThrow({ where: { accountId_key: { accountId, key } } });
    const { requestHash: hash, response, createdAt: since } = row;
    return response === null ? { kind: 'running', since, hash } : { kind: 'done', hash, answer: Json.parse(response) };
  });
}

export async function keepAnswer(accountId: string, key: string, answer: JsonObject): Promise<void> {
  await asAccount(accountId, (tx) =>
    tx.idempotencyRecord.update({ where: { accountId_key: { accountId, key } }, data: { response: answer } }),
  );
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
