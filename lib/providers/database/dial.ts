import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import { AppError } from '@/lib/errors';
import { failed, findNetworkCulprit, UNKNOWN_HOST } from './failure';
import type { ResolveHost } from './kind';

/** The address that was checked, which is the address that is dialled. The name is kept for TLS alone. */
export type Target = { name: string; address: string };

export async function chooseTarget(resolveHost: ResolveHost, host: string): Promise<Target> {
  const name = host.replace(/^\[|\]$/g, '');
  try {
    return { name, address: (await resolveHost(name)).address };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'provider_unavailable') throw failed(findNetworkCulprit(error) ?? UNKNOWN_HOST, error);
    const fields = { host: error.words };
    throw error.with({ fields, cause: error });
  }
}

/** Verification is never switched off: the certificate must be for the name that was asked for. */
export function tlsOptions({ name }: Target, ca: string | undefined): ConnectionOptions {
  const identity = isIP(name) ? { host: name } : { host: name, servername: name };
  return {
    ...identity,
    rejectUnauthorized: true,
    checkServerIdentity: (_dialled, certificate) => checkServerIdentity(name, certificate),
    ...(ca && { ca }),
  };
}
