import path from 'node:path';
import { installApart } from '../install-apart';

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

/** A Node of another version, from npm, where every version is a package per platform. */
export function obtainNode(version: string): string {
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  return path.join(installApart(name, version), 'bin', isWindows ? 'node.exe' : 'node');
}
