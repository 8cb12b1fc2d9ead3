import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stop as stopBundler } from 'esbuild';
import { bundle } from './bundle';
import { compressStatic } from './compress-static';
import { type FolderLock, lockFolder } from './folder-lock';
import { generate } from './generate/generate';
import { isAlive, until } from './processes';
import { sourceHash } from './product/source-hash';
import { step } from './progress';
import { Stop } from './stop';

const MARK = '.next/patchbay-build';
const LOCK_FOLDER = 'node_modules/.cache/patchbay/build';

/** Builds when the build is older than the source. Of several copies that start together, one builds. */
export async function buildIfNeeded(): Promise<void> {
  if (isBuilt()) return;
  const turn = await takeBuildTurn();
  try {
    if (!isBuilt()) await step('Building (a minute or two; only after a change)', build);
  } finally {
    turn.release();
  }
}

/** The mark goes first and comes back last: a build that was interrupted never counts. */
export async function build(): Promise<void> {
  const hash = sourceHash();
  rmSync(MARK, { force: true });
  await generate();
  await nextBuild();
  await compressStatic('.next/static');
  await bundlePrograms();
  writeFileSync(MARK, hash);
}

/** The programs that `npm start` runs. */
export async function bundlePrograms(): Promise<void> {
  const entryPoints = { server: 'server.ts', web: 'server/web/main.ts', sandbox: 'sandbox/main.ts' };
  await bundle({ entryPoints, outdir: 'dist', sourcemap: 'linked' });
  await stopBundler();
}

function isBuilt(): boolean {
  return existsSync(MARK) && readFileSync(MARK, 'utf8') === sourceHash();
}

async function takeBuildTurn(): Promise<Pick<FolderLock, 'release'>> {
  mkdirSync(LOCK_FOLDER, { recursive: true });
  for (;;) {
    const lock = await lockFolder(LOCK_FOLDER).catch(() => null);
    if (lock) return lock;
    await until(() => isBuilt() || !isBeingBuilt(), 600_000, 500);
    if (isBuilt()) return { release: () => {} };
  }
}

function isBeingBuilt(): boolean {
  const file = `${LOCK_FOLDER}/lock.json`;
  return existsSync(file) && isAlive(Number(/"pid":(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]));
}

/** Its output is shown when it fails; while it works, the step's own line says how long. */
async function nextBuild(): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Stop(`${output.trim()}\nThe build failed; what it said stands above.`);
}
