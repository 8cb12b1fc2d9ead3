import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from '@/sandbox/server';
import { composioAt, connectAtComposio } from './composio-client';
import { connectAtPipedream, pipedreamAt } from './pipedream-client';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a restart keeps grants, what the apps hold and the outbox', async () => {
  const stateFile = path.join(folder, 'kept', 'state.json');
  const before = await startSandbox({ port: 0, stateFile });
  const account = await connectAtPipedream(pipedreamAt(before.url), 'u', 'slack');
  const { id } = await connectAtComposio(composioAt(before.url), 'u', 'slack');
  await composioAt(before.url)
    .getClient()
    .tools.execute('SLACK_SEND_MESSAGE', { connected_account_id: id, arguments: { channel: 'general', text: 'kept' } });
  await before.stop();

  const after = await startSandbox({ port: 0, stateFile });
  const known = await pipedreamAt(after.url).accounts.retrieve(account.id);
  const found = await composioAt(after.url)
    .getClient()
    .tools.execute('SLACK_SEARCH_MESSAGES', { connected_account_id: id, arguments: { query: 'kept' } });
  const { outbox } = await (await fetch(`${after.url}/outbox`)).json();
  await after.stop();

  expect(known.healthy).toBe(true);
  expect(found.data).toMatchObject({ total_count: 1 });
  expect(outbox).toHaveLength(1);
  expect(readdirSync(path.dirname(stateFile))).toEqual(['state.json']);
});

test('a connection nobody finished has expired after ten minutes', async () => {
  const stateFile = path.join(folder, 'late.json');
  const before = await startSandbox({ port: 0, stateFile });
  const raw = composioAt(before.url).getClient();
  const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: 'gmail' } });
  const { connected_account_id: id } = await raw.link.create({ auth_config_id: auth_config.id, user_id: 'u' });
  await before.stop();
  const started = new Date(Date.now() - 11 * 60_000).toISOString();
  const state = JSON.parse(readFileSync(stateFile, 'utf8'));
  state.composio.accounts[id].updatedAt = started;
  writeFileSync(stateFile, JSON.stringify(state));

  const after = await startSandbox({ port: 0, stateFile });
  const account = await composioAt(after.url).getClient().connectedAccounts.retrieve(id);
  await after.stop();

  expect(account).toMatchObject({
    status: 'EXPIRED',
    status_reason: 'Connection initiation did not complete within 10 minutes',
  });
});

test('a torn file means a fresh sandbox', async () => {
  const stateFile = path.join(folder, 'torn.json');
  writeFileSync(stateFile, '{"pipedream": {"acc');

  const sandbox = await startSandbox({ port: 0, stateFile });
  const response = await fetch(`${sandbox.url}/health`);
  await sandbox.stop();

  expect(await response.json()).toMatchObject({ ok: true });
});

test.each([
  ['it is told to stop', (child: ReturnType<typeof start>) => child.kill('SIGTERM')],
  ['its parent’s pipe ends', (child: ReturnType<typeof start>) => child.stdin.end()],
])('the process ends when %s', async (_when, end) => {
  const outfile = path.join(folder, 'main.mjs');
  await build({
    entryPoints: ['sandbox/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: REQUIRE,
  });
  const child = start(outfile);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const ready = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));

  end(child);

  expect(ready).toMatch(/^Sandbox ready at http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(await ended).toBe(0);
});

/** What is bundled into one ESM file may still ask for `require`. */
const REQUIRE = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };

function start(file: string) {
  return spawn(process.execPath, [file, '--port=0'], { stdio: ['pipe', 'pipe', 'inherit'] });
}
