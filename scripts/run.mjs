// Runs scripts/<name>.ts on a bare machine: installs what the lockfile says when it is not there, bundles the script
// (Node 20 does not read TypeScript) and hands over. Plain JavaScript without dependencies, because it comes first.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const [name, ...args] = process.argv.slice(2);
if (!name || !existsSync(`scripts/${name}.ts`)) {
  console.error(`There is no scripts/${name}.ts.`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Patchbay needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** What serves people needs none of the tools that Patchbay is tested and developed with. */
const WITHOUT_TOOLS = ['start', 'build', 'patchbay'];

await install({ withTools: !WITHOUT_TOOLS.includes(name) });
process.argv = [process.argv[0], path.join(root, `scripts/${name}.ts`), ...args];
await import(pathToFileURL(await bundle(name)).href);

/** The mark names the lockfile it was made from, so a half-finished or outdated install is never trusted. */
async function install({ withTools }) {
  const mark = 'node_modules/.patchbay-installed';
  const lockfile = createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(process.platform)
    .digest('hex');
  const complete = `${lockfile} with tools`;
  const enough = withTools ? [complete] : [complete, lockfile];
  const isDone = () => existsSync(mark) && enough.includes(readFileSync(mark, 'utf8'));
  if (isDone()) return;
  const release = await takeTurn('.patchbay-installing');
  try {
    if (isDone()) return;
    if (!isInstalledByNpm({ withTools })) runNpm({ withTools });
    writeFileSync(mark, withTools ? complete : lockfile);
  } finally {
    release();
  }
}

function runNpm({ withTools }) {
  console.log('Installing what the lockfile says (about a minute the first time) …');
  const { status } = spawnSync('npm', [...howToInstall({ withTools }), '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (status === 0) return;
  console.error('npm could not install the dependencies; what it said stands above.');
  process.exit(1);
}

/** `npm ci` begins by removing everything: tools are added instead, because the product may be running from here. */
function howToInstall({ withTools }) {
  if (!withTools) return ['ci', '--omit=dev'];
  return isInstalledByNpm({ withTools: false }) ? ['install', '--no-save', '--include=dev'] : ['ci', '--include=dev'];
}

/** Somebody may have run npm themselves. Its own record of what it installed is written last, so it can be believed. */
function isInstalledByNpm({ withTools }) {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const { '': _root, ...wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).every(([place, { version, optional, dev }]) =>
    installed[place] ? installed[place].version === version : optional === true || (dev === true && !withTools),
  );
}

/** Copies that start together must not install over each other. A turn ends with the process that took it. */
async function takeTurn(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      process.once('exit', () => rmSync(file, { force: true }));
      return () => rmSync(file, { force: true });
    } catch {
      if (!isAlive(Number(existsSync(file) && readFileSync(file, 'utf8')))) rmSync(file, { force: true });
      await sleep(200);
    }
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function bundle(script) {
  const { build, stop } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [`scripts/${script}.ts`],
    outdir: '.',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    alias: { 'server-only': './node_modules/next/dist/compiled/server-only/empty.js' },
  });
  await stop(); // else its service would stay for as long as the script runs
  return place(`${script}.mjs`, outputFiles[0].contents);
}

/** Whoever runs this may not be allowed to write here; then it goes to the data folder, with a way to the packages. */
function place(file, contents) {
  const folder = path.join(root, 'node_modules/.cache/patchbay');
  try {
    return write(folder, file, contents);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
  const spare = path.resolve(process.env.DATA_DIR || '.data', 'program');
  const program = write(spare, file, contents);
  const link = path.join(spare, 'node_modules');
  if (!existsSync(link)) symlinkSync(path.join(root, 'node_modules'), link);
  return program;
}

/** Written aside and moved into place, because another copy may be reading it at this moment. */
function write(folder, file, contents) {
  const target = path.join(folder, file);
  if (existsSync(target) && readFileSync(target).equals(contents)) return target;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const aside = `${target}.${process.pid}`;
  writeFileSync(aside, contents);
  renameSync(aside, target);
  return target;
}
