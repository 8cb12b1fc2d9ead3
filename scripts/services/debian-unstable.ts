import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Stop } from '../lib/stop';
import { cacheFolder } from './cache';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Drawn in by dependencies, needed by no server, and large. */
const NOT_NEEDED = /^(perl|libperl|systemd|libsystemd-shared|gpg|gnupg)/;

/**
 * A tree with packages of Debian unstable and all they depend on, which runs through its own loader beside whatever
 * this machine has. Nothing is installed, no root is needed, and the machine's own apt keeps its state.
 */
export function unpackFromUnstable(
  name: string,
  packages: string[],
  finish: (tree: string) => void = () => {},
): string {
  const tree = path.join(cacheFolder(), name);
  if (existsSync(tree)) return tree;
  const half = `${tree}.${process.pid}`;
  const state = mkdtempSync(path.join(tmpdir(), 'patchbay-apt-'));
  try {
    mkdirSync(half, { recursive: true });
    for (const file of download(state, packages)) run('dpkg-deb', ['-x', file, half]);
    for (const folder of ['doc', 'man', 'locale', 'info', 'lintian']) {
      rmSync(path.join(half, 'usr/share', folder), { recursive: true, force: true });
    }
    finish(half);
    renameSync(half, tree);
  } finally {
    rmSync(half, { recursive: true, force: true });
    rmSync(state, { recursive: true, force: true });
  }
  return tree;
}

function download(state: string, packages: string[]): string[] {
  const folders = ['etc/sources.list.d', 'etc/preferences.d', 'etc/apt.conf.d', 'etc/trusted.gpg.d'];
  for (const folder of [...folders, 'state/lists/partial', 'cache/archives/partial']) {
    mkdirSync(path.join(state, folder), { recursive: true });
  }
  writeFileSync(path.join(state, 'state/status'), '');
  writeFileSync(path.join(state, 'etc/sources.list'), `deb [signed-by=${KEYRING}] ${mirror()} sid main\n`);
  const config = path.join(state, 'apt.conf');
  writeFileSync(
    config,
    `Dir "${state}"; Dir::State "state"; Dir::State::status "${state}/state/status"; Dir::Cache "cache"; Dir::Etc "etc";
     Acquire::Languages "none"; Acquire::Check-Valid-Until "false"; Debug::NoLocking "true";
     APT::Sandbox::User "${process.getuid?.() === 0 ? 'root' : process.env.USER}"; APT::Install-Recommends "false";`,
  );
  const env = { ...process.env, APT_CONFIG: config };
  run('apt-get', ['-qq', 'update'], env);
  // dash, because the tree's own programs call a shell, and nothing may come from the machine's library folder.
  run('apt-get', ['-qq', '-y', '--download-only', 'install', ...packages, 'dash'], env);
  const archives = path.join(state, 'cache/archives');
  return readdirSync(archives)
    .filter((file) => file.endsWith('.deb') && !NOT_NEEDED.test(file))
    .map((file) => path.join(archives, file));
}

/** The mirror this machine already uses. */
function mirror(): string {
  const list = '/etc/apt/sources.list';
  const folder = `${list}.d`;
  const files = [list, ...(existsSync(folder) ? readdirSync(folder).map((file) => path.join(folder, file)) : [])];
  const text = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n');
  const lines = text.split('\n').filter((line) => !line.trim().startsWith('#'));
  const found = lines.join(' ').match(/https?:\/\/\S+\/debian\/?(?=\s|$)/);
  if (!found) throw new Stop('No Debian mirror is configured on this machine.');
  return found[0];
}

function run(program: string, args: string[], env = process.env): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Stop(`${program} ${args[0]} failed: ${stderr.trim().split('\n').at(-1)}`);
}

/** A program of the tree, run by the tree's own loader with the tree's own libraries. */
export function programIn(tree: string, program: string): { program: string; args: string[] } {
  const { loader, libraries } = findLoader(tree);
  return { program: loader, args: ['--library-path', libraries, path.join(tree, program)] };
}

export function findLoader(tree: string): { loader: string; libraries: string } {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const libraries = path.join(tree, 'usr/lib', triplet);
  const loader = process.arch === 'arm64' ? 'ld-linux-aarch64.so.1' : 'ld-linux-x86-64.so.2';
  return { loader: path.join(libraries, loader), libraries };
}
