import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { Stop } from '../stop';

/** How a program of PostgreSQL is run here, and who owns what it writes. */
export type Runner = {
  changesUser: boolean;
  run(program: string, args: string[]): SpawnSyncReturns<string>;
  start(program: string, args: string[], log: number): ChildProcess;
  own(file: string): void;
};

const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

/**
 * PostgreSQL refuses to run as root. As root there are two ways: a user namespace in which root is seen as `nobody`
 * (files keep their owner, so it works below private folders), or really becoming the owner of the data folder,
 * `nobody` for a new one. `folder` is the data folder or, before it exists, the one it will stand in.
 */
export function chooseRunner(folder: string): Runner {
  if (process.getuid?.() !== 0) return runnerFor([], {});
  const owner = statSync(folder);
  if (owner.uid !== 0) return runnerFor([], { uid: owner.uid, gid: owner.gid });
  const nobody = { uid: idOf('-u'), gid: idOf('-g') };
  const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  if (succeeds(namespace, 'true')) return runnerFor(namespace, {});
  return runnerFor([], nobody);
}

/** Becoming another user only helps where that user may go. */
export function checkReachable(runner: Runner, folder: string): void {
  if (process.platform === 'win32' || runner.run('test', ['-x', folder]).status === 0) return;
  throw new Stop(`PostgreSQL cannot run as root and "${folder}" is closed to others; set DATA_DIR to an open folder.`);
}

function runnerFor(prefix: string[], ids: { uid?: number; gid?: number }): Runner {
  const command = (program: string, args: string[]): [string, string[]] => {
    const [first = program, ...rest] = [...prefix, program, ...args];
    return [first, rest];
  };
  return {
    changesUser: ids.uid !== undefined,
    run: (program, args) => spawnSync(...command(program, args), { ...ids, env, encoding: 'utf8', cwd: '/' }),
    // Detached, so that Ctrl-C in the terminal reaches us alone and the server outlives the last request.
    start: (program, args, log) =>
      spawn(...command(program, args), { ...ids, env, cwd: '/', detached: true, stdio: ['ignore', log, log] }).on(
        'error',
        () => {}, // it has no process id then, which says as much
      ),
    own: (file) => {
      if (ids.uid !== undefined && ids.gid !== undefined) chownSync(file, ids.uid, ids.gid);
    },
  };
}

function idOf(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim() || 65534);
}

function succeeds(prefix: string[], program: string): boolean {
  const [first = program, ...rest] = [...prefix, program];
  return spawnSync(first, rest).status === 0;
}
