import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { findFreePort } from '@/scripts/lib/ports';
import { isAlive, until } from '@/scripts/lib/processes';
import { commandOf, programsBelow } from './support/descendants';
import { type Installation, launch, makeFolder, startInstallation } from './support/installation';
import { listIds, signInAsOwner, writeOne } from './support/owner';

const { folder, remove } = makeFolder();
const port = await findFreePort();
let running: Installation | undefined;

afterAll(async () => {
  await running?.kill('everything');
  remove();
});

test('a first start that is killed half-way does not spoil the next one', async () => {
  for (const afterMs of [500, 900, 1400]) {
    const { installation } = await launch({ folder, port });
    await sleep(afterMs);
    await installation.kill('everything');
  }
  running = await startInstallation({ folder, port });
  expect(running.output()).toContain('ready at');
});

test.each([
  ['dist/sandbox.mjs', 'killed'],
  ['dist/sandbox.mjs', 'stopped'],
  ['dist/server.mjs', 'killed'],
  ['dist/server.mjs', 'stopped'],
  ['dist/web.mjs', 'killed'],
  ['dist/web.mjs', 'stopped'],
] as const)('a start whose %s has just begun leaves nothing running when it is %s', async (program, how) => {
  await running?.stop();
  running = undefined;
  const { installation } = await launch({ folder, port });
  const hasBegun = () => programsBelow(installation.pid, program).length > 0;
  expect(await until(hasBegun, 60_000)).toBe(true);
  const started = new Set<number>();
  const hasEnded = () => {
    for (const pid of programsBelow(installation.pid, 'dist/')) started.add(pid);
    return !isAlive(installation.pid);
  };
  hasEnded(); // once it is killed, nobody knows any more what was below it
  expect(started.size).toBeGreaterThan(0);
  const ended = how === 'stopped' ? installation.stop() : installation.kill('command');
  await until(hasEnded, 50_000, 5);
  await ended;
  await until(() => ![...started].some(isAlive), 10_000);
  expect([...started].filter(isAlive).map(commandOf)).toEqual([]);
});

test('killed ten times at random moments during writes, it starts again and has every acknowledged row', async () => {
  running ??= await startInstallation({ folder, port });
  const cookie = await signInAsOwner(running.url);
  const acknowledged = new Set<string>();

  for (let round = 1; round <= 10; round += 1) {
    const { url } = running;
    let isWriting = true;
    const write = async (writer: number) => {
      for (let number = 0; isWriting; number += 1) {
        const id = await writeOne(url, cookie, `round ${round}, writer ${writer}, number ${number}`);
        if (id) acknowledged.add(id);
      }
    };
    const writers = [1, 2, 3, 4].map(write);
    await sleep(200 + Math.random() * 800);
    await running.kill(round % 2 === 0 ? 'everything' : 'command');
    isWriting = false;
    await Promise.all(writers);

    running = await startInstallation({ folder, port });
    const kept = await listIds(running.url, cookie);
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
  }
  expect(acknowledged.size).toBeGreaterThan(10);
});
