import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../stop';
import type { Runner } from './runner';

export function hasCluster(dir: string): boolean {
  return existsSync(path.join(dir, 'PG_VERSION'));
}

/** Made beside its place and moved there when whole, so that a kill in between leaves nothing that looks finished. */
export function createCluster(cluster: { dir: string; runner: Runner; native: string; password: string }): void {
  const { dir, runner, native, password } = cluster;
  const folder = path.dirname(dir);
  const isHalfMade = (name: string) => name.startsWith('postgres.new');
  for (const name of readdirSync(folder).filter(isHalfMade)) rmSync(path.join(folder, name), { recursive: true });

  const half = path.join(folder, 'postgres.new');
  const passwordFile = path.join(folder, 'postgres.new-password');
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  runner.own(half);
  runner.own(passwordFile);
  const { status, stderr } = runner.run(path.join(native, 'bin/initdb'), [
    ...['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]);
  rmSync(passwordFile);
  if (status !== 0) throw new Stop(`The embedded PostgreSQL could not make its data folder: ${stderr.trim()}`);
  renameSync(half, dir);
}
