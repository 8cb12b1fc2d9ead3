import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '@/scripts/lib/folder-lock';
import { startOf } from '@/scripts/lib/processes';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'patchbay-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function leaveLock(holder: object) {
  writeFileSync(path.join(folder, 'lock.json'), JSON.stringify(holder));
}

test('a folder that a living process holds is refused, naming it', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.pid}; stop it first.`);
  lock.release();
});

test('a folder whose holder is stopping is waited for', async () => {
  const former = await lockFolder(folder);
  former.announceStop();
  let hasLock = false;
  const next = lockFolder(folder).then((lock) => {
    hasLock = true;
    return lock;
  });
  await sleep(300);
  expect(hasLock).toBe(false);
  former.release();
  const lock = await next;
  await expect(lockFolder(folder), 'what the former announced is not said of the next').rejects.toThrow(
    'stop it first',
  );
  lock.release();
});

test('a folder that was given back can be taken', async () => {
  (await lockFolder(folder)).release();
  (await lockFolder(folder)).release();
  expect(existsSync(path.join(folder, 'lock.json'))).toBe(false);
});

test('a lock whose process is gone does not hold', async () => {
  leaveLock({ pid: 2 ** 22 + 1, startedAt: '1', host: hostname() });
  (await lockFolder(folder)).release();
});

test('a lock whose process id now belongs to another process does not hold', async () => {
  leaveLock({ pid: process.pid, startedAt: `${startOf(process.pid)}0`, host: hostname() });
  (await lockFolder(folder)).release();
});

test('a half-written lock does not hold', async () => {
  writeFileSync(path.join(folder, 'lock.json'), '{"pid":');
  (await lockFolder(folder)).release();
});

test('of many who try at once, one gets it', async () => {
  leaveLock({ pid: 2 ** 22 + 1, startedAt: '1', host: hostname() });
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const winners = tries.filter((attempt) => attempt.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  for (const winner of winners) winner.value.release();
});
