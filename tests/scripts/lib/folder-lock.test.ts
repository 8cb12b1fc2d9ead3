import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
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
  const release = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${process.pid}; stop it first.`);
  release();
});

test('a folder that was given back can be taken', async () => {
  (await lockFolder(folder))();
  (await lockFolder(folder))();
  expect(existsSync(path.join(folder, 'lock.json'))).toBe(false);
});

test('a lock whose process is gone does not hold', async () => {
  leaveLock({ pid: 2 ** 22 + 1, startedAt: '1', host: hostname() });
  (await lockFolder(folder))();
});

test('a lock whose process id now belongs to another process does not hold', async () => {
  leaveLock({ pid: process.pid, startedAt: `${startOf(process.pid)}0`, host: hostname() });
  (await lockFolder(folder))();
});

test('a half-written lock does not hold', async () => {
  writeFileSync(path.join(folder, 'lock.json'), '{"pid":');
  (await lockFolder(folder))();
});

test('of many who try at once, one gets it', async () => {
  leaveLock({ pid: 2 ** 22 + 1, startedAt: '1', host: hostname() });
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const winners = tries.filter((attempt) => attempt.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  for (const winner of winners) winner.value();
});
