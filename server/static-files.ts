import { createReadStream, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const PRESSED = '.br';
const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
};

type StaticFile = { file: string; headers: Record<string, string | number> };
export type FindStatic = (incoming: IncomingMessage) => StaticFile | null;

/**
 * Scripts and styles that the build pressed with Brotli, for browsers that read it; Next sends the rest. Only what was
 * found at the start is served, so no address leads anywhere else.
 */
export function readStaticFiles(folder: string): FindStatic {
  const known = new Map<string, StaticFile>();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((candidate) => candidate.endsWith(PRESSED))) {
    const file = path.join(folder, name);
    const address = `/_next/static/${name.slice(0, -PRESSED.length).split(path.sep).join('/')}`;
    const type = TYPES[path.extname(address)];
    if (type) known.set(address, { file, headers: headersOf(type, statSync(file).size) });
  }
  return ({ method, url = '/', headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return null;
    return readsBrotli(headers['accept-encoding']) ? (known.get(url.replace(/\?.*$/, '')) ?? null) : null;
  };
}

export async function sendStatic(found: StaticFile, { method }: IncomingMessage, outgoing: ServerResponse) {
  outgoing.writeHead(200, found.headers);
  if (method === 'HEAD') outgoing.end();
  else await pipeline(createReadStream(found.file), outgoing);
}

/** Their names change with what is in them. */
function headersOf(type: string, size: number) {
  return {
    'Content-Type': type,
    'Content-Length': size,
    'Content-Encoding': 'br',
    Vary: 'Accept-Encoding',
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Taken apart by hand: a pattern for this, on a header full of digits, held the process for seconds. */
function readsBrotli(accepted: string | string[] | undefined): boolean {
  return String(accepted ?? '')
    .split(',')
    .some((entry) => {
      const [coding, quality = 'q=1', ...others] = entry.split(';').map((part) => part.trim().toLowerCase());
      return coding === 'br' && others.length === 0 && quality.startsWith('q=') && isWanted(Number(quality.slice(2)));
    });
}

function isWanted(quality: number): boolean {
  return quality > 0 && quality <= 1;
}
