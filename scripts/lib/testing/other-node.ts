import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../stop';

/** The oldest and the newest that the product promises to run on. */
const PROMISED = [20, 24];

/** The promised versions that this run is not using. */
export function otherNodes(): number[] {
  return PROMISED.filter((major) => major !== Number(process.versions.node.split('.')[0]));
}

/** This Node where it is the newest promised one or newer still, else that one. */
export function newestNode(): string {
  const newest = Math.max(...PROMISED);
  return Number(process.versions.node.split('.')[0]) >= newest ? process.execPath : obtainNode(newest);
}

/** A Node of another version, from npm, where every version is a package per platform. Kept for the next run. */
export function obtainNode(major: number): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = path.resolve(`node_modules/.cache/patchbay/node-${major}`);
  const program = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${major}`], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0 || !existsSync(program)) throw new Stop(`Node ${major} could not be fetched from npm: ${stderr}`);
  return program;
}
