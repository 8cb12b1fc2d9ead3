import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { watchHeartbeat } from '@/lib/platform/heartbeat';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

/** A process that answers as ours do, and then does this. */
function start(program: string): ChildProcess {
  const answer = `process.on('message', () => process.send({ heartbeat: 'pong' }));`;
  child = spawn(process.execPath, ['-e', answer + program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return child;
}

test('a process whose event loop is blocked hangs; one that is busy for a while does not', async () => {
  const hung: string[] = [];
  const busy = start(`setTimeout(() => { const end = Date.now() + 3000; while (Date.now() < end); }, 1500)`);
  watchHeartbeat(busy, () => hung.push('busy'));
  const blocked = start(`setTimeout(() => { for (;;); }, 1500)`);
  const found = new Promise<void>((resolve) => {
    watchHeartbeat(blocked, () => {
      hung.push('blocked');
      resolve();
    });
  });
  await found;
  busy.kill('SIGKILL');
  blocked.kill('SIGKILL');
  expect(hung).toEqual(['blocked']);
}, 30_000);

test('one that ends is not said to hang', async () => {
  let hung = false;
  const ending = start('setTimeout(() => process.exit(), 500)');
  watchHeartbeat(ending, () => {
    hung = true;
  });
  await once(ending, 'exit');
  await sleep(2000);
  expect(hung).toBe(false);
}, 30_000);
