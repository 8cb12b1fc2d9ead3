import { open, seal } from './cipher';
import { masterKey, newestMasterVersion } from './data-key';

export type InstallationSecret = { masterVersion: number; sealedSecret: Uint8Array<ArrayBuffer> };

/** For what belongs to no account: a secret that a service shares with this installation. `name` says whose it is. */
export function sealForInstallation(name: string, secret: string): InstallationSecret {
  const masterVersion = newestMasterVersion();
  const plain = new TextEncoder().encode(secret);
  return { masterVersion, sealedSecret: seal(masterKey(masterVersion), plain, `installation:${name}`) };
}

export function openForInstallation(name: string, { masterVersion, sealedSecret }: InstallationSecret): string {
  return new TextDecoder().decode(open(masterKey(masterVersion), sealedSecret, `installation:${name}`));
}
