import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A project of its own, that installs itself as this one does. All its packages are on the disk, so npm asks nobody. */
const project = mkdtempSync(path.join(tmpdir(), 'patchbay-install-'));
const has = (name: string) => existsSync(path.join(project, 'node_modules', name));

beforeAll(() => {
  const write = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), content);
  };
  // Packed, because the lockfile does not say of a linked folder that it is a tool.
  for (const name of ['part', 'tool']) {
    write(`packages/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    npm('pack', `./packages/${name}`, '--pack-destination', 'packages');
  }
  write(
    'package.json',
    JSON.stringify({
      name: 'project',
      type: 'module',
      dependencies: { part: 'file:packages/part-1.0.0.tgz', esbuild: `file:${path.resolve('node_modules/esbuild')}` },
      devDependencies: { tool: 'file:packages/tool-1.0.0.tgz' },
    }),
  );
  write('scripts/start.ts', "console.log('started');");
  write('scripts/test.ts', "console.log('tested');");
  cpSync('scripts/run.mjs', path.join(project, 'scripts/run.mjs'));
  npm('install', '--package-lock-only');
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the first command installs what serves people, the second adds its tools, and nobody installs twice', () => {
  expect(run('start')).toMatch(/^Installing what the lockfile says.*started\n$/s);
  expect([has('part'), has('tool')]).toEqual([true, false]);
  expect(run('start')).toBe('started\n');

  // The product may be running from these very files.
  writeFileSync(path.join(project, 'node_modules/part/in-use'), '');
  expect(run('test')).toMatch(/^Installing what the lockfile says.*tested\n$/s);
  expect([has('tool'), has('part/in-use')]).toEqual([true, true]);
  expect([run('test'), run('start')]).toEqual(['tested\n', 'started\n']);
}, 120_000);

function run(name: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/run.mjs', name], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

function npm(...args: string[]): void {
  const { status, stderr } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: project,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(status, stderr).toBe(0);
}
