import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCOPES } from '@/lib/contracts/scope';
import { syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import { routes } from '@/lib/generated/routes';
import { toOpenApi } from '@/lib/http/openapi/document';
import { env } from '@/lib/platform/env';
import { dispatch } from '@/server/dispatch';
import { openServer } from '@/server/open-server';
import { serveRequest } from '@/server/serve-request';
import { makeKey, makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';
import { Random } from './random';
import {
  type Credentials,
  type Document,
  MCP_METHODS,
  mcpRequestFor,
  operationsOf,
  requestFor,
  type Sent,
} from './requests';

/** Another seed finds other things: `FUZZ_SEED=2 FUZZ_ROUNDS=200 npx vitest run --project=integration tests/server/fuzz`. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 20);
const MAX_BLOCK_MS = 200;
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

useProduct();
const server = openServer();
let url = '';
const document = (await toOpenApi(routes, 'http://127.0.0.1')) as Document;
const operations = operationsOf(document);

beforeAll(async () => {
  await syncCatalogues(); // a search waits for what has not been read yet
  const findStatic = () => null;
  server.on('request', dispatch({ settings: env(), isDevelopment: false, findStatic, web: { answer: answerAsNext } }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The endpoints that Next would serve, by their patterns. */
async function answerAsNext(...[incoming, outgoing]: Parameters<Parameters<typeof dispatch>[0]['web']['answer']>) {
  const path = (incoming.url ?? '/').replace(/[?#].*$/s, '');
  for (const { path: pattern, method, handler } of routes) {
    const found = method === incoming.method && matchOf(pattern).exec(path);
    if (!found) continue;
    const params = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    const serve = handler as (request: Request, context: object) => Promise<Response>;
    return serveRequest(incoming, outgoing, (request) => serve(request, { params: Promise.resolve(params) }));
  }
  outgoing.writeHead(404).end();
}

function matchOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

async function credentialsFor(): Promise<Credentials[]> {
  const workspace = await makeWorkspace();
  const { key } = await makeKey(workspace, [...SCOPES]);
  const session = { cookie: workspace.owner.cookie, 'sec-fetch-site': 'same-origin' };
  return [session, { 'x-api-key': key, 'x-user-id': 'jane' }, {}];
}

/** Sends it and says what is wrong with how it was answered. What is slow is tried again: others share the machine. */
async function faultOf(sent: Sent): Promise<string | null> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, code, blockedMs, grownBytes } = await measure(sent);
    const isOurFault = status >= 500 && !code.startsWith('provider_');
    const isHeavy = blockedMs > MAX_BLOCK_MS || grownBytes > MAX_GROWTH_BYTES;
    if (!isOurFault && (!isHeavy || attempt < 3)) {
      if (!isHeavy) return null;
      continue;
    }
    const cost = `${Math.round(blockedMs)} ms of the event loop, ${Math.round(grownBytes / 1024 / 1024)} MiB`;
    return `${sent.method} ${sent.path.slice(0, 200)} → ${status} ${code}, ${cost}: ${sent.body?.slice(0, 300)}`;
  }
}

async function measure({ method, path, headers, body }: Sent) {
  const before = process.memoryUsage();
  let last = performance.now();
  let blockedMs = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    blockedMs = Math.max(blockedMs, now - last - 5);
    last = now;
  }, 5);
  const init = body === undefined ? {} : { body, headers: { 'content-type': 'application/json', ...headers } };
  const answer = await fetch(url + path, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
    ...init,
  });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? '' : await answer.text();
  if (isStream) await answer.body?.cancel();
  await sleep(6);
  clearInterval(timer);
  const after = process.memoryUsage();
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? '';
  const grownBytes = after.heapUsed + after.external - before.heapUsed - before.external;
  return { status: answer.status, code, blockedMs, grownBytes };
}

test.each(operations)(
  '$method $path finds no fault of ours in what it is sent',
  async ({ method, path, operation }) => {
    const random = new Random(SEED);
    const callers = await credentialsFor();
    const faults: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const fault = await faultOf(requestFor(document, { method, path, operation }, random, random.of(callers)));
      if (fault) faults.push(fault);
    }
    expect(faults).toEqual([]);
  },
  120_000,
);

test.each(MCP_METHODS)(
  'MCP’s %s finds no fault of ours in what it is sent',
  async (method) => {
    const random = new Random(SEED);
    const [, key = {}] = await credentialsFor();
    const faults: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const fault = await faultOf(mcpRequestFor(method, random, key));
      if (fault) faults.push(fault);
    }
    expect(faults).toEqual([]);
  },
  120_000,
);
