import { randomBytes } from 'node:crypto';
import { env } from '../env';
import { open, SealError, seal } from './cipher';

export type SealedDataKey = { masterVersion: number; sealedKey: Uint8Array<ArrayBuffer> };

/** A fresh data key for one account, in clear and sealed under the newest master key. */
export function newDataKey(accountId: string): SealedDataKey & { dataKey: Uint8Array } {
  const dataKey = randomBytes(32);
  return { dataKey, ...sealDataKey(accountId, dataKey) };
}

/** Rotation: the same data key under the newest master key. What the data key sealed stays as it is. */
export function sealDataKey(accountId: string, dataKey: Uint8Array): SealedDataKey {
  const masterVersion = newestMasterVersion();
  return { masterVersion, sealedKey: seal(masterKey(masterVersion), dataKey, `data-key:${accountId}`) };
}

export function openDataKey(accountId: string, { masterVersion, sealedKey }: SealedDataKey): Uint8Array {
  return open(masterKey(masterVersion), sealedKey, `data-key:${accountId}`);
}

export function newestMasterVersion(): number {
  return Math.max(...env().sealKeys.keys());
}

export function masterKey(version: number): Uint8Array {
  const key = env().sealKeys.get(version);
  if (!key) throw new SealError(`SEAL_KEYS has no version ${version}, which sealed data in this database needs.`);
  return key;
}
