import { env } from '@/lib/platform/env';
import { once } from '@/lib/platform/once';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * A page that a browser has open must not be able to speak to this endpoint: not from a site of its own (Origin), and
 * not under a name of its own that it made resolve to us (Host). Null when the request may pass; agents send no Origin.
 */
export function refuseForeignPage(request: Request): Response | null {
  const { headers } = request;
  const host = headers.get('host') ?? new URL(request.url).host;
  const origin = headers.get('origin');
  if (!isOurs(host)) return forbidden('This is not an address of this installation.');
  if (origin === null) return null;
  const from = hostnameOf(origin);
  return from !== null && allowed().includes(from) ? null : forbidden('This origin may not use the endpoint.');
}

/** Mostly the name is ours as it stands; only another one is worth being read as an address. */
function isOurs(host: string): boolean {
  if (allowed().includes(host.replace(/:\d+$/, ''))) return true;
  const name = hostnameOf(`http://${host}`);
  return name !== null && allowed().includes(name);
}

function allowed(): string[] {
  return once('mcp:addresses', () => {
    const { hostname } = new URL(env().appUrl);
    return LOOPBACK.includes(hostname) ? LOOPBACK : [hostname, ...LOOPBACK];
  });
}

function hostnameOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname : null;
}

function forbidden(message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }, { status: 403 });
}
