// Runs scripts/<name>.ts on a bare machine: installs what the lockfile says when it is not there, bundles the script
// (Node 20 does not read TypeScript) and hands over. Plain JavaScript without dependencies, because it comes first.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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

install();
process.argv = [process.argv[0], path.join(root, `scripts/${name}.ts`), ...args];
await import(pathToFileURL(await bundle(name)).href);

/** The mark names the lockfile it was made from, so a half-finished or outdated install is never trusted. */
function install() {
  const mark = 'node_modules/.patchbay-installed';
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).update(process.platform).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log('Installing what the lockfile says (about a minute the first time) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (npm.status !== 0) {
    console.error('npm could not install the dependencies; what it said stands above.');
    process.exit(1);
  }
  writeFileSync(mark, wanted);
}

async function bundle(script) {
  const { build } = await import('esbuild');
  const outfile = `node_modules/.cache/patchbay/${script}.mjs`;
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [`scripts/${script}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    alias: { 'server-only': './tests/support/empty.ts' },
  });
  return path.resolve(outfile);
}
