import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { AppError } from '@/lib/errors';
import { trustedAgent } from './fetch';
import { JsonPruner } from './prune-json';

type Limits = { mostBytes: number; pruneAtBytes: number };

export type Sent = { headers: Record<string, string>; body: string; signal: AbortSignal };
export type Posted = {
  status: number;
  header(name: string): string | null;
  text(): Promise<string>;
  /** Hands each piece on as it comes, to the end of the body or until one is answered with true: that was enough. */
  read(onPiece: (piece: Uint8Array) => boolean): Promise<void>;
};
export type Post = (url: URL, sent: Sent) => Promise<Posted>;

/** A body that nobody wants any more may end by itself for so long, which keeps the connection. */
const END_SOON_MS = 1_000;

/**
 * One POST to an address that the operator chose, over kept connections and with nothing around it: `fetch` costs more
 * than all the rest of a tool call. Redirects are answers like any other. Sizes are limited as they are for `fetch`.
 */
export function trustedPost(limits: Limits): Post {
  return async (url, { headers, body, signal }) => {
    const { origin, pathname, search } = url;
    const path = pathname + search;
    return toPosted(await trustedAgent().request({ origin, path, method: 'POST', headers, body, signal }), limits);
  };
}

function toPosted({ statusCode: status, headers, body }: Dispatcher.ResponseData, limits: Limits): Posted {
  const header = (name: string) => {
    const value = headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const isShort = Number(header('content-length') ?? Number.NaN) <= limits.pruneAtBytes;
  return {
    status,
    header,
    text: () => (isShort ? body.text() : readText(body, limits)),
    read: (onPiece) => readPieces(body, limits, onPiece),
  };
}

async function readText(body: Readable, limits: Limits): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  await readPieces(body, limits, (piece) => {
    text += decoder.decode(piece, { stream: true });
    return false;
  });
  return text + decoder.decode();
}

function readPieces(body: Readable, { mostBytes, pruneAtBytes }: Limits, onPiece: (piece: Uint8Array) => boolean) {
  const pruner = new JsonPruner(pruneAtBytes);
  let bytes = 0;
  return new Promise<void>((resolve, reject) => {
    let isEnough = false;
    body.on('data', (piece: Uint8Array) => {
      if (isEnough) return;
      try {
        const kept = pruner.push(piece);
        bytes += kept.byteLength;
        if (bytes > mostBytes) throw new AppError('provider_rejected', 'The answer is larger than allowed.');
        isEnough = onPiece(kept);
      } catch (caught) {
        reject(caught);
        body.destroy();
      }
      if (!isEnough) return;
      resolve();
      const timer = setTimeout(() => body.destroy(), END_SOON_MS);
      body.once('close', () => clearTimeout(timer));
    });
    body.once('end', resolve);
    body.on('error', reject);
    body.once('close', () => reject(new Error('The answer broke off.')));
  });
}
