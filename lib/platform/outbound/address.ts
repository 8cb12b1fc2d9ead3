import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { env } from '../env';

export type Address = { address: string; family: 4 | 6 };

/** Never, whoever runs it: where clouds keep the credentials of the machine, and addresses that are nobody's. */
const NEVER = new Set(['linkLocal', 'unspecified', 'broadcast', 'multicast', 'reserved']);
/** Only where the operator allows it: the machine itself and the network behind it. */
const PRIVATE = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);
/** Metadata services that stand outside the link-local range. */
const METADATA = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192']);

/**
 * Resolves a host that a user may have chosen, and refuses it when any of its addresses is out of bounds. Whoever
 * dials must dial the address returned here: asking the name again could give another answer.
 */
export async function resolveHost(host: string): Promise<Address> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found = ipaddr.isValid(bare) ? [toAddress(bare)] : await resolve(bare);
  for (const { address } of found) checkAddress(address, host);
  const [first] = found;
  if (!first)
    throw new AppError('provider_unavailable', say('outbound.noAddress', { host }), {
      fields: { host: 'unknown host' },
    });
  return first;
}

export function checkAddress(address: string, host = address): void {
  const parsed = ipaddr.process(address); // also unwraps ::ffff:127.0.0.1
  const range = embedded(parsed)?.range() ?? parsed.range();
  if (NEVER.has(range) || METADATA.has(parsed.toString())) refuse(host);
  if (PRIVATE.has(range) && !env().ALLOW_PRIVATE_HOSTS) refuse(host);
}

/** The IPv4 address inside a 6to4 or NAT64 one, which leads to the same machine. */
function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.kind() === 'ipv4') return null;
  const bytes = address.toByteArray();
  const range = address.range();
  const tail = range === 'rfc6052' ? bytes.slice(12) : range === '6to4' ? bytes.slice(2, 6) : null;
  return tail && new ipaddr.IPv4(tail);
}

async function resolve(host: string): Promise<Address[]> {
  const found = await lookup(host, { all: true, verbatim: true }).catch((cause) => {
    throw new AppError('provider_unavailable', say('outbound.unknownHost', { host }), {
      fields: { host: 'unknown host' },
      cause,
    });
  });
  return found.map(({ address }) => toAddress(address));
}

function toAddress(address: string): Address {
  return { address, family: ipaddr.parse(address).kind() === 'ipv4' ? 4 : 6 };
}

function refuse(host: string): never {
  throw new AppError('forbidden', say('outbound.closedRange', { host }), {
    fields: { host: 'not allowed' },
  });
}
