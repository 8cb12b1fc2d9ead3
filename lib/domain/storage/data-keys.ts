import type { JsonObject } from '@/lib/contracts/json';
import { asAccount, asSystem, type Db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { open, SealError, seal } from '@/lib/platform/seal/cipher';
import { newDataKey, newestMasterVersion, openDataKey, sealDataKey } from '@/lib/platform/seal/data-key';

type Place = { accountId: string; table: string; rowId: string };

/** Made on first use: importing this file must need neither settings nor a database. */
const opened = memory<Uint8Array | null>({
  name: 'data-keys',
  stale: ({ table, account_id }) => (table === 'account_data_keys' && account_id ? [account_id] : []),
});

/** Seals a value for one row of one account. The account's data key is made on first use. */
export async function sealValue(place: Place, value: JsonObject): Promise<Uint8Array<ArrayBuffer>> {
  const key = (await findDataKey(place.accountId)) ?? (await createDataKey(place.accountId));
  return seal(key, new TextEncoder().encode(JSON.stringify(value)), nameOf(place));
}

/** Opens what `sealValue` sealed for exactly this row; anything else does not open. */
export async function openValue(place: Place, sealed: Uint8Array): Promise<JsonObject> {
  const key = await findDataKey(place.accountId);
  if (!key) throw new Error('This account has sealed values and no data key.');
  return JSON.parse(new TextDecoder().decode(open(key, sealed, nameOf(place)))) as JsonObject;
}

/**
 * Seals every data key under the newest master key, a batch at a time while calls go on: a data key opens with either
 * master key, and what it sealed is untouched. Returns how many were changed.
 */
export async function rotateDataKeys(batch = 200): Promise<number> {
  const newest = newestMasterVersion();
  for (let rotated = 0; ; ) {
    const done = await asSystem(async (tx) => {
      const rows = await tx.accountDataKey.findMany({ where: { masterVersion: { not: newest } }, take: batch });
      for (const row of rows) {
        const data = { ...sealDataKey(row.accountId, openDataKey(row.accountId, row)), rotatedAt: new Date() };
        await tx.accountDataKey.update({ where: { accountId: row.accountId }, data });
      }
      return rows.length;
    });
    rotated += done;
    if (done < batch) return rotated;
  }
}

/**
 * At start: opens one data key of each version, and throws one clear sentence instead of a failure at every call when
 * the master keys are not those of this data.
 */
export async function checkMasterKeys(): Promise<void> {
  const samples = await asSystem((tx) => tx.accountDataKey.findMany({ distinct: ['masterVersion'], take: 20 }));
  for (const row of samples) {
    try {
      openDataKey(row.accountId, row);
    } catch (cause) {
      if (!(cause instanceof SealError)) throw cause;
      const message = `SEAL_KEYS does not open the data sealed under key ${row.masterVersion} in this database; set the key it was sealed with.`;
      throw new SealError(message, { cause });
    }
  }
}

function findDataKey(accountId: string): Promise<Uint8Array | null> {
  return opened().get(accountId, async () => {
    const row = await asAccount(accountId, (tx) => tx.accountDataKey.findUnique({ where: { accountId } }));
    return row && openDataKey(accountId, row);
  });
}

/** Two first uses at once must end with one key: the second to insert takes the one that is there. */
async function createDataKey(accountId: string): Promise<Uint8Array> {
  const { dataKey: _dataKey, ...fresh } = newDataKey(accountId);
  const row = await asAccount(accountId, async (tx: Db) => {
    await tx.accountDataKey.createMany({ data: [{ accountId, ...fresh }], skipDuplicates: true });
    return tx.accountDataKey.findUniqueOrThrow({ where: { accountId } });
  });
  opened().forget([accountId]);
  return openDataKey(accountId, row);
}

function nameOf({ accountId, table, rowId }: Place): string {
  return `${table}:${rowId}:${accountId}`;
}
