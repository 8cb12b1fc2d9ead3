import { env } from '@/lib/platform/env';
import { isSandboxed } from '../providers/open-provider';

/** A provider on the internet cannot call a machine behind a router; the sandbox runs beside us. */
export function isReachable(provider: string): boolean {
  if (isSandboxed(provider)) return true;
  const { hostname, protocol } = new URL(env().appUrl);
  return protocol === 'https:' && hostname.includes('.') && !/^[\d.]+$/.test(hostname);
}

export function webhookUrl(provider: string, nonce: string): string {
  return `${env().appUrl}/api/webhooks/${provider}/${nonce}`;
}
