import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import { syncCatalogue } from '@/lib/domain/catalogue/sync-catalogue';
import { getSync } from '@/lib/domain/catalogue/sync-state';
import { listAppTools } from '@/lib/domain/catalogue/tools';
import { forget } from '@/lib/platform/once';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url } = useProduct();

/** Stands before the sandbox and puts what PostgreSQL cannot hold before every text that people read. */
const spoiling = createServer(async (incoming, outgoing) => {
  const { host: _, connection: __, 'accept-encoding': ___, ...headers } = incoming.headers;
  const pieces = [];
  for await (const piece of incoming) pieces.push(piece);
  const answer = await fetch(`${url()}${incoming.url}`, {
    method: incoming.method,
    headers: headers as Record<string, string>,
    ...(pieces.length > 0 && { body: Buffer.concat(pieces) }),
  });
  const text = (await answer.text()).replace(/"(description|label)": ?"/g, '$&\\u0000\\ud800');
  outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  outgoing.end(text);
});
const NAMES = ['env', 'provider:pipedream', 'provider:composio'];
const added: string[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => spoiling.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(spoiling.address() as AddressInfo).port}`;
  const settings = {
    PIPEDREAM_CLIENT_ID: 'id',
    PIPEDREAM_CLIENT_SECRET: 'secret',
    PIPEDREAM_PROJECT_ID: 'proj_test',
    PIPEDREAM_BASE_URL: `${base}/pipedream`,
    PIPEDREAM_MCP_URL: `${base}/pipedream/mcp`,
    COMPOSIO_API_KEY: 'ak_test',
    COMPOSIO_BASE_URL: `${base}/composio`,
  };
  added.push(...Object.keys(settings));
  Object.assign(process.env, settings);
  for (const name of NAMES) forget(name);
});
afterAll(() => {
  for (const name of added) delete process.env[name];
  for (const name of NAMES) forget(name);
  spoiling.closeAllConnections();
  spoiling.close();
});

test.each(['pipedream', 'composio'] as const)(
  'the catalogue and the tools of %s are read although their texts cannot be kept as they are',
  { timeout: 60_000 },
  async (provider) => {
    expect(await syncCatalogue(provider, { now: true })).toMatchObject({ state: 'done', failure: null });
    expect(await getSync(provider)).toMatchObject({ state: 'done' });
    const { found } = await discoverTools({ provider, slug: 'gmail' });
    expect(found).toBeGreaterThan(0);
    const [tool] = await listAppTools({ provider, slug: 'gmail' });
    expect(tool?.description).toMatch(/^\ufffd\ufffd\w/);
    const { member } = await makeWorkspace();
    expect(await connectAs(member, provider, { app: 'gmail' })).toMatchObject({ is_connected: true });
  },
);
