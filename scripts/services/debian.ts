import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { Stop } from '../lib/stop';

/** The program's full path: Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
}

/** Debian's tools are there. Unpacking needs no more than that; installing needs root as well. */
export function hasDebianTools(): boolean {
  return findProgram('apt-get') !== null && findProgram('dpkg-deb') !== null;
}

/** Debian packages, when allowed; the program's path, or null where they may not be installed. */
export function installProgram(name: string, packages: string[]): string | null {
  const found = findProgram(name);
  if (found || !hasDebianTools() || process.getuid?.() !== 0) return found;
  const install = () => apt(['install', '-y', '--no-install-recommends', ...packages]);
  if (install().status === 0) return findProgram(name);
  apt(['update']); // a bare image comes without lists of packages
  const { status, stderr } = install();
  if (status !== 0) throw new Stop(`Installing ${packages.join(', ')} failed: ${stderr.trim().split('\n').at(-1)}`);
  return findProgram(name);
}

/** Another installation may be under way: wait for it. */
function apt(args: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { encoding: 'utf8', env });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
