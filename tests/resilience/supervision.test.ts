import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { isAlive, until } from '@/scripts/lib/processes';
import { descendantsOf, programsBelow } from './support/descendants';
import { type Installation, makeFolder, startInstallation } from './support/installation';
import { makeKey, signInAsOwner } from './support/owner';

const { folder, remove } = makeFolder();
let running: Installation | undefined;

afterEach(async () => {
  await running?.kill('everything');
});
afterAll(remove);

function theOne(program: string): number {
  const pid = programsBelow(running?.pid ?? 0, program)[0] ?? 0;
  expect(pid, program).toBeGreaterThan(0); // 0 would be all of us
  return pid;
}

async function answersCalls(url: string): Promise<boolean> {
  return fetch(`${url}/api/tools/health`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

test.each(['dist/server.mjs', 'dist/web.mjs', 'dist/sandbox.mjs', '/bin/postgres'])(
  '%s that hangs is ended within ten seconds and replaced',
  async (program) => {
    running = await startInstallation({ folder });
    const { pid, url } = running;
    const victim = theOne(program);
    const hangsSince = Date.now();
    process.kill(victim, 'SIGSTOP');
    expect(await until(() => !isAlive(victim), 60_000, 100)).toBe(true);
    expect(Date.now() - hangsSince).toBeLessThan(10_000);
    const isBack = async () => programsBelow(pid, program).length > 0 && (await isReady(url));
    expect(await until(isBack, 20_000, 100)).toBe(true);
  },
);

test('a database that is silent for four seconds again and again is left alone', async () => {
  running = await startInstallation({ folder });
  const victim = theOne('/bin/postgres');
  for (let round = 1; round <= 3; round += 1) {
    process.kill(victim, 'SIGSTOP');
    await sleep(4000);
    process.kill(victim, 'SIGCONT');
    await sleep(2000);
  }
  expect(theOne('/bin/postgres')).toBe(victim);
  expect(running.output()).not.toContain('PostgreSQL hangs');
});

test('a database that is killed again and again is back within ten seconds each time', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  for (let death = 1; death <= 7; death += 1) {
    const victim = theOne('/bin/postgres');
    const diedAt = Date.now();
    process.kill(victim, 'SIGKILL');
    await until(() => !isAlive(victim), 2000);
    const isBack = async () => programsBelow(pid, '/bin/postgres').length > 0 && (await isReady(url));
    expect(await until(isBack, 30_000, 50), `after death ${death}`).toBe(true);
    expect(Date.now() - diedAt, `after death ${death}`).toBeLessThan(10_000);
  }
});

test('after a crash of the server, calls are answered before the pages are up', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  const before = theOne('dist/web.mjs');
  process.kill(theOne('dist/server.mjs'), 'SIGKILL');
  const newPages = () => programsBelow(pid, 'dist/web.mjs').find((candidate) => candidate !== before);
  expect(await until(() => newPages() !== undefined, 20_000)).toBe(true);
  const pages = newPages() ?? 0;
  expect(pages).toBeGreaterThan(0);
  process.kill(pages, 'SIGSTOP'); // it never comes up
  expect(await until(() => answersCalls(url), 20_000, 50)).toBe(true);
  process.kill(pages, 'SIGCONT');
  expect(await until(async () => (await fetch(`${url}/sign-in`)).status === 200, 20_000, 100)).toBe(true);
});

test('a server that keeps dying is started again for as long as it takes, and the log says so', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  for (let death = 1; death <= 7; death += 1) {
    process.kill(theOne('dist/server.mjs'), 'SIGKILL');
    await until(() => programsBelow(pid, 'dist/server.mjs').length === 0, 2000);
    expect(await until(() => answersCalls(url), 30_000, 50), `after death ${death}`).toBe(true);
  }
  expect(running.output()).toContain('it has died 7 times in a row, each within half a minute');
});

test('a stream that is opened during the shutdown does not hold it up', async () => {
  running = await startInstallation({ folder });
  const { pid, url } = running;
  const key = await makeKey(url, await signInAsOwner(url));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let heard = '';
  const listen = () =>
    socket.write(
      `GET /mcp?user_id=jane HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\nAccept: text/event-stream\r\n\r\n`,
    );
  socket.on('error', () => {}); // it is closed in the end
  socket.on('data', (piece) => {
    heard += piece;
    if (/\r\n0\r\n\r\n$/.test(heard)) listen(); // as clients do when their stream ends
  });
  listen();
  expect(await until(() => heard.includes(': listening'), 10_000)).toBe(true);
  const stoppedAt = Date.now();
  process.kill(pid, 'SIGTERM');
  expect(await until(() => !isAlive(pid), 15_000)).toBe(true);
  expect(Date.now() - stoppedAt).toBeLessThan(15_000);
});

test('a SIGTERM to npm stops the product, and a start right after it works', async () => {
  running = await startInstallation({ folder, line: ['npm', 'start'] });
  const npm = running.pid;
  const started = descendantsOf(npm);
  const start = programsBelow(npm, 'scripts/run.mjs start').at(0) ?? 0;
  process.kill(npm, 'SIGTERM');
  await until(() => !isAlive(npm), 5000);
  await sleep(200);
  const next = await startInstallation({ folder });
  expect((await fetch(`${next.url}/api/health/ready`)).status).toBe(200);
  expect([start, ...started].filter(isAlive)).toEqual([]);
  await next.stop();
});

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
