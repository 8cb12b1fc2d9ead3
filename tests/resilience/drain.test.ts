import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { isAlive, until } from '@/scripts/lib/processes';
import { commandOf, descendantsOf, programsBelow, residentBytesOf } from './support/descendants';
import { type Installation, makeFolder, startInstallation } from './support/installation';

const { folder, remove } = makeFolder();
let running: Installation | undefined;

afterEach(async () => {
  await running?.stop();
});
afterAll(remove);

async function connectTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** A request whose body is still on its way, until `finish` sends the rest. */
async function startRequest(url: string) {
  const socket = await connectTo(url);
  let answer = '';
  socket.on('data', (data) => (answer += data));
  const body = JSON.stringify({ email: 'not an address' });
  const head = ['POST /api/setup HTTP/1.1', 'Host: localhost', `Content-Length: ${body.length}`];
  socket.write(`${head.join('\r\n')}\r\nContent-Type: application/json\r\n\r\n${body.slice(0, 5)}`);
  await sleep(300);
  return {
    async finish() {
      socket.write(body.slice(5));
      await until(() => socket.closed, 10_000);
      return answer;
    },
  };
}

test('told to stop, it finishes what is under way, takes nothing new, and leaves nothing behind', async () => {
  running = await startInstallation({ folder });
  const started = descendantsOf(running.pid);
  const underWay = await startRequest(running.url);
  // As browsers open them ahead of need.
  const unused = await connectTo(running.url);

  process.kill(running.pid, 'SIGTERM');
  const { url } = running;
  expect(await until(async () => !(await accepts(url)), 5000)).toBe(true);
  const answer = await underWay.finish();

  expect(answer).toMatch(/^HTTP\/1\.1 422 /);
  expect(answer).toMatch(/^connection: close\r$/im);
  const { pid } = running;
  expect(await until(() => unused.closed && !isAlive(pid), 15_000)).toBe(true);
  await until(() => !started.some(isAlive), 2000);
  expect(started.filter(isAlive).map(commandOf)).toEqual([]);
  expect(running.output()).not.toMatch(/error/i);
});

test('a server that dies is started again, and so are its pages, the sandbox and the database', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  for (const program of ['dist/server.mjs', 'dist/web.mjs', 'dist/sandbox.mjs', '/bin/postgres']) {
    const victim = programsBelow(pid, program)[0] ?? 0;
    expect(victim, program).toBeGreaterThan(0);
    process.kill(victim, 'SIGKILL');
    await until(() => !isAlive(victim), 2000);
    const isBack = () => programsBelow(pid, program).some((child) => child !== victim);
    expect(await until(isBack, 20_000, 100), program).toBe(true);
    expect(await until(() => isReady(url), 20_000, 100), program).toBe(true);
  }
});

test('while the process that draws pages is being replaced, the API answers and a page only takes longer', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  const victim = programsBelow(pid, 'dist/web.mjs')[0] ?? 0;
  process.kill(victim, 'SIGKILL');
  await until(() => !isAlive(victim), 2000);
  const page = fetch(`${url}/setup`);
  for (let number = 0; number < 5; number += 1) expect((await fetch(`${url}/api/setup`)).status).toBe(200);
  expect((await page).status).toBe(200);
});

test('a process of pages that hangs is replaced', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  const victim = programsBelow(pid, 'dist/web.mjs')[0] ?? 0;
  expect(victim).toBeGreaterThan(0); // 0 would be all of us
  process.kill(victim, 'SIGSTOP');
  for (const path of ['/api/tools/health', '/api/setup', '/api/setup/'])
    expect((await fetch(url + path)).status, 'the API does not need it').toBe(200);
  expect(await until(() => !isAlive(victim), 40_000, 100)).toBe(true);
  expect(await until(async () => (await fetch(`${url}/setup`)).status === 200, 60_000, 100)).toBe(true);
});

test('several workers share one port, and one that dies is replaced', async () => {
  running = await startInstallation({ folder, env: { WORKERS: '2' } });
  const { pid, url } = running;
  const workers = () => programsBelow(pid, 'dist/server.mjs');
  const before = workers();
  expect(before).toHaveLength(3); // the one that hands out the port, and two that answer

  const victim = before.filter((candidate) => programsBelow(candidate, 'dist/server.mjs').length === 0)[0] ?? 0;
  const itsPages = programsBelow(victim, 'dist/web.mjs');
  process.kill(victim, 'SIGKILL');
  expect(await until(() => itsPages.length === 1 && !itsPages.some(isAlive), 10_000), 'its pages go with it').toBe(
    true,
  );
  expect(await until(() => workers().length === 3 && !workers().includes(victim), 20_000, 100)).toBe(true);
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/api/health/ready`)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));

  const isTheSumOfAll = async () => {
    const scrape = await (await fetch(`${url}/api/metrics`)).text();
    const told = [...scrape.matchAll(/^patchbay_process_resident_memory_bytes\{process="\w+"\} (\d+)/gm)];
    const resident = told.reduce((sum, [, bytes]) => sum + Number(bytes), 0);
    const sizes = [...programsBelow(pid, 'dist/web.mjs'), ...workers()].map(residentBytesOf);
    return told.length === 2 && resident > Math.max(...sizes) * 2.5; // two workers with their pages
  };
  expect(await until(isTheSumOfAll, 60_000, 500), 'a scrape shows all workers').toBe(true);
});

function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
