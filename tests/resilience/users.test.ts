import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { isAlive } from '@/scripts/lib/processes';
import { obtainNode, otherNodes } from '@/scripts/lib/testing/other-node';
import { withClient } from '../support/sql';
import { type Installation, makeFolder, startInstallation } from './support/installation';

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
let running: Installation | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

/** Someone who may read this checkout and write nothing in it; with root's eyes closed where that is who we are. */
function asNobody(folder: string): string[] {
  if (!isRoot) return [process.execPath];
  const command = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const mayRead = spawnSync(command[0] ?? '', [...command.slice(1), 'test', '-r', 'package.json']).status === 0;
  // In a checkout that is closed to others, a user namespace gives another id without taking the files away.
  if (!mayRead) return ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, process.execPath];
  chownSync(folder, NOBODY, NOBODY);
  return [...command, process.execPath];
}

test('it starts for a user who owns nothing but the data folder and has no home', async () => {
  const { folder, remove } = makeFolder();
  running = await startInstallation({ folder, command: asNobody(folder), env: { HOME: '/nonexistent' } });
  expect((await fetch(`${running.url}/api/health/ready`)).status).toBe(200);
  await running.stop();
  remove();
});

test.each(otherNodes())('it starts on Node %s as well', async (version) => {
  const { folder, remove } = makeFolder();
  running = await startInstallation({ folder, command: [obtainNode(version)] });
  expect((await fetch(`${running.url}/api/health/ready`)).status).toBe(200);
  await running.stop();
  remove();
});

describe('the embedded server', () => {
  test('left behind by a kill, it is adopted with what it holds, and stopped in the end', async () => {
    const { folder, remove } = makeFolder();
    const first = await startEmbeddedPostgres({ folder, password: 'secret' });
    await withClient(first.url, (client) => client.query('create table kept (); insert into kept default values'));

    const second = await startEmbeddedPostgres({ folder, password: 'secret' });
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
    const { rowCount } = await withClient(second.url, (client) => client.query('select from kept'));
    expect(rowCount).toBe(1);
    await second.stop();
    expect(isAlive(first.pid)).toBe(false);

    const third = await startEmbeddedPostgres({ folder, password: 'secret' });
    expect(third).toMatchObject({ adopted: false, port: first.port });
    await third.stop();
    remove();
  });

  test('killed together with its children, it recovers what was committed', async () => {
    const { folder, remove } = makeFolder();
    const first = await startEmbeddedPostgres({ folder, password: 'secret' });
    await withClient(first.url, (client) => client.query('create table kept (); insert into kept default values'));
    process.kill(first.pid, 'SIGKILL');

    const second = await startEmbeddedPostgres({ folder, password: 'secret' });
    const { rowCount } = await withClient(second.url, (client) => client.query('select from kept'));
    expect(rowCount).toBe(1);
    await second.stop();
    remove();
  });

  test.runIf(isRoot)('started by root on the folder of somebody else, it runs as that user', async () => {
    const { folder, remove } = makeFolder();
    chmodSync(folder, 0o711);
    chownSync(folder, NOBODY, NOBODY);
    const server = await startEmbeddedPostgres({ folder, password: 'secret' });
    const { stdout } = spawnSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' });
    expect(Number(stdout)).toBe(NOBODY);
    await server.stop();
    remove();
  });

  test('a folder whose server does not answer to our password is refused, and left alone', async () => {
    const { folder, remove } = makeFolder();
    const server = await startEmbeddedPostgres({ folder, password: 'theirs' });
    await expect(startEmbeddedPostgres({ folder, password: 'ours', adoptWithinMs: 1000 })).rejects.toThrow(
      `The data folder "${path.join(folder, 'postgres')}" is in use by process ${server.pid}, which does not answer.`,
    );
    expect(isAlive(server.pid)).toBe(true);
    await server.stop();
    remove();
  });

  test('a half-made data folder is made anew', async () => {
    const { folder, remove } = makeFolder();
    mkdirSync(path.join(folder, 'postgres.new'));
    const server = await startEmbeddedPostgres({ folder, password: 'secret' });
    await server.stop();
    remove();
    expect(server.adopted).toBe(false);
  });
});
