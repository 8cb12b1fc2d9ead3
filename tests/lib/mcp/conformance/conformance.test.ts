import { spawn } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { accountFor } from '@/lib/domain/identity/accounts';
import { createKey } from '@/lib/domain/identity/keys';
import { behindGate } from '@/lib/mcp/gate';
import { asAccount } from '@/lib/platform/db';
import { connectProfile } from '@/tests/support/connected-profile';
import { useHttpServer } from '@/tests/support/http-server';
import { newerNode } from '@/tests/support/newer-node';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';
import { makeTestServer } from './test-tools';

const SUITE = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';
const { url } = useProduct();
const serve = behindGate(() => makeTestServer(changeTools));
let key = '';
let profile = { id: '', accountId: '', tools: [''] };
const endpoint = useHttpServer(withKey);

/** The suite cannot send a header of its own; Host and Origin reach the gate as they were sent. */
async function withKey(request: Request): Promise<Response> {
  const { url: address, method, signal } = request;
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${key}`);
  headers.set('x-user-id', 'conformance');
  const body = method === 'POST' ? await request.text() : null;
  return serve(new Request(address, { method, headers, body, signal }));
}

beforeAll(async () => {
  const { owner } = await makeWorkspace();
  ({ key } = await createKey(owner.principal, { name: 'Suite', scopes: ['tools:read', 'tools:execute'] }));
  const accountId = (await accountFor(owner.principal, 'conformance', { create: true })) ?? '';
  const { profileId, tools } = await connectProfile(url(), accountId);
  profile = { id: profileId, accountId, tools };
});

/** As a person does who switches a tool off, or on again. */
async function changeTools(): Promise<void> {
  const { id, accountId, tools } = profile;
  await asAccount(accountId, async (tx) => {
    const { enabledTools } = await tx.profile.findUniqueOrThrow({ where: { id } });
    const changed = enabledTools.length === tools.length ? tools.slice(1) : tools;
    await tx.profile.update({ where: { id }, data: { enabledTools: changed } });
  });
}

describe('the official conformance suite, through our transport and authentication', () => {
  test.each(['2025-11-25', '2026-07-28'])(
    'revision %s',
    // The suite waits half a second for some answers, which is shorter than a machine's pause can be.
    { timeout: 120_000, retry: 1 },
    async (revision) => {
      const { code, output } = await run(revision);
      expect(code, output).toBe(0);
    },
  );
});

/** What is expected to fail is a surface that the product does not offer; the file gives each its reason. */
function run(revision: string): Promise<{ code: number | null; output: string }> {
  const failures = path.join(import.meta.dirname, `not-offered-${revision}.yaml`);
  const args = [SUITE, 'server', '--url', `${endpoint()}/mcp`, '--requirements', revision];
  const child = spawn(newerNode(), [...args, '--expected-failures', failures]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output: output.slice(-6_000) })));
}
