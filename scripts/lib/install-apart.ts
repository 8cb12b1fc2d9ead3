import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from './stop';

/**
 * One package of npm in a folder of its own, for what only a test or a measurement needs and nobody should have to
 * install with the product. Kept for the next run. Returns where the package is.
 */
export function installApart(name: string, version: string): string {
  const folder = path.resolve(`node_modules/.cache/patchbay/${name}-${version}`);
  const installed = path.join(folder, 'node_modules', name);
  if (existsSync(installed)) return installed;
  // Under its name only when it is whole: who interrupts npm leaves half a package.
  const part = `${folder}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  writeFileSync(path.join(part, 'package.json'), '{ "private": true }');
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], {
    cwd: part,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0 && !existsSync(installed)) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(part, folder);
  }
  rmSync(part, { recursive: true, force: true });
  if (status !== 0) throw new Stop(`${name} ${version} could not be fetched from npm: ${stderr}`);
  return installed;
}
