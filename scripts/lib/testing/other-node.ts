import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../stop';

/** The oldest and the newest that the product promises to run on. */
const OLDEST = '20.19';
const NEWEST = '24';

/** The promised versions that this run is not using. */
export function otherNodes(): string[] {
  return [OLDEST, NEWEST].filter((version) => !process.versions.node.startsWith(`${version}.`));
}

/** This Node where it is the newest promised one or newer still, else that one. */
export function newestNode(): string {
  return Number.parseInt(process.versions.node, 10) >= Number(NEWEST) ? process.execPath : obtainNode(NEWEST);
}

/** A Node of another version, from npm, where every version is a package per platform. Kept for the next run. */
export function obtainNode(version: string): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = path.resolve(`node_modules/.cache/patchbay/node-${version}`);
  const program = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(program)) throw new Stop(`Node ${version} could not be fetched from npm: ${stderr}`);
  return program;
}
