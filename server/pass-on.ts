import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';

type Target = Omit<RequestOptions, 'headers'> & { headers?: IncomingHttpHeaders };

/** Sends something else in place of an answer; false when the answer is right as it is. */
type Replace = (answer: IncomingMessage) => Promise<boolean>;

/** Passes a request on to another server of this machine, and its answer back, each at the pace of who takes it. */
export function passOn(
  target: Target,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  replace?: Replace,
): Promise<void> {
  const { method, url: path } = incoming;
  const headers = without(OF_A_CONNECTION, target.headers ?? incoming.headers);
  return new Promise((resolve, reject) => {
    if (outgoing.destroyed) return reject(new Error('the caller hung up'));
    const onward = request({ method, path, ...target, headers }, (answer) => {
      passBack(answer, outgoing, replace).then(resolve, reject);
    });
    onward.on('error', reject);
    // Headers that cannot be sent fail here, where the failure is this request's; later it would be the process's.
    // Written in Latin-1, as they were read: flushHeaders writes UTF-8, which changes every byte outside of ASCII.
    onward.write('', 'latin1');
    outgoing.once('close', () => {
      onward.destroy();
      // The unread rest of the body must not stay before the next request of a kept connection. A pipe that is taken
      // apart later would pause it again.
      incoming.unpipe(onward);
      incoming.resume();
    });
    incoming.pipe(onward);
  });
}

async function passBack(answer: IncomingMessage, outgoing: ServerResponse, replace?: Replace): Promise<void> {
  if (replace && (await replace(answer))) {
    answer.resume();
    return;
  }
  // Whether the answer goes out in chunks is decided anew: not every caller can read them.
  const headers = without([...OF_A_CONNECTION, 'transfer-encoding'], answer.headers);
  const vary = [outgoing.getHeader('vary'), headers.vary].filter((names) => names !== undefined).join(', ');
  outgoing.writeHead(answer.statusCode ?? 502, { ...headers, ...(vary && { vary }) });
  await pipeline(answer, outgoing);
}

/** True of the connection they came over, and not of the next. */
const OF_A_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'expect'];

function without(names: string[], headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
