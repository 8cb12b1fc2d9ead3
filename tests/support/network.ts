import { isIP, type LookupFunction, Socket, type SocketConnectOpts } from 'node:net';

/**
 * Closes the network but for loopback: a test that would reach the outside fails at once instead of depending on it.
 * A name passes when the caller brings its own lookup and that answers with a loopback address.
 */
const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;

Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
  const options = optionsOf(args);
  const host = options.host ?? 'localhost';
  if (!options.path && host !== 'localhost' && !isLoopback(host)) {
    if (isIP(host) || !options.lookup) throw refusal(host);
    options.lookup = onlyLoopback(options.lookup);
  }
  return connect.apply(this, args);
} as typeof Socket.prototype.connect;

type Options = { host?: string; path?: string; lookup?: LookupFunction };

/** `connect` takes (port, host), (path), (options) and, from within Node, the first two of these in one array. */
function optionsOf(args: unknown[]): Options {
  const [first, second] = args;
  if (Array.isArray(first)) return first[0] as Options;
  if (typeof first === 'number') return { host: typeof second === 'string' ? second : 'localhost' };
  if (typeof first === 'string') return /^\d+$/.test(first) ? { host: String(second ?? 'localhost') } : { path: first };
  return first as SocketConnectOpts as Options;
}

function onlyLoopback(lookup: LookupFunction): LookupFunction {
  return (host, options, callback) =>
    lookup(host, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const outside = error ? undefined : addresses.find((address) => !isLoopback(address));
      callback(outside ? refusal(outside) : error, found, family);
    });
}

function isLoopback(host: string): boolean {
  return host === '::1' || /^(::ffff:)?127\./.test(host);
}

function refusal(host: string): Error {
  return new Error(`A test tried to reach ${host}; the network is closed in tests.`);
}
