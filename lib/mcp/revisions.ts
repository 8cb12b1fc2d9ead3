import { PROTOCOL_VERSION_META_KEY, SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/server';
import { isObject } from '@/lib/contracts/json';

export const MODERN = '2026-07-28';

/** Every revision that is spoken here, the newest first. The SDK keeps the newest apart from those before it. */
export const SPOKEN: readonly string[] = [MODERN, ...SUPPORTED_PROTOCOL_VERSIONS.filter((known) => known !== MODERN)];

/** JSON-RPC's code for a revision that is not spoken, since 2026-07-28. */
const UNSUPPORTED_REVISION = -32022;

/**
 * A client that names a revision in the header alone, and one we do not speak, is told all that we do, so that it can
 * choose. The SDK would leave out the newest. Null when the revision is spoken or none is named, and for the messages of
 * 2026-07-28 and later, which name it in the body: those are told by the SDK what `server/discover` tells them.
 */
export function refuseRevision({ headers }: Request, message: unknown): Response | null {
  if (!isObject(message) || !('id' in message)) return null;
  const requested = headers.get('mcp-protocol-version');
  if (namesItself(message) || requested === null || SPOKEN.includes(requested)) return null;
  const error = {
    code: UNSUPPORTED_REVISION,
    message: `Unsupported protocol version: ${requested}`,
    data: { supported: SPOKEN, requested },
  };
  return Response.json({ jsonrpc: '2.0', error, id: message.id }, { status: 400 });
}

/** Since 2026-07-28 there are no introductions: whoever sends one under that revision is told that it is no method. */
export function isIntroduction({ headers }: Request, message: unknown): boolean {
  if (!isObject(message) || message.method !== 'initialize') return false;
  return headers.get('mcp-protocol-version') !== MODERN && !namesItself(message);
}

/** Whether the message says in its body which revision it is of. */
function namesItself({ params }: Record<string, unknown>): boolean {
  const meta = isObject(params) ? params._meta : undefined;
  return isObject(meta) && PROTOCOL_VERSION_META_KEY in meta;
}
