import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

// Below node_modules, so that it finds the packages.
const PROGRAM = `node_modules/.cache/patchbay/uncaught-${process.pid}.mjs`;

let child: ChildProcess;
let url = '';

beforeAll(() => {
  buildSync({
    entryPoints: ['tests/support/uncaught-program.ts'],
    outfile: PROGRAM,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
});
afterAll(() => rmSync(PROGRAM, { force: true }));

beforeEach(async () => {
  child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${port}`;
});
afterEach(() => {
  child.kill('SIGKILL');
});

/** Its own caller gets no answer here; in the product it gets one at its deadline. */
const goWrong = (how: 'throw' | 'reject', limitMs: number) =>
  fetch(`${url}/${how}`, { signal: AbortSignal.timeout(limitMs) }).then(
    () => 'answered',
    () => 'not answered',
  );

async function countErrors(): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^patchbay_uncaught_errors_total\{process="server"\} (\d+)$/m.exec(text)?.[1]);
}

test.each(['throw', 'reject'] as const)(
  'an error of one call that nobody handles (%s) ends no other call',
  async (how) => {
    expect(await countErrors()).toBe(0);
    const other = fetch(`${url}/slow`);
    expect(await goWrong(how, 1000)).toBe('not answered');
    expect(await (await other).text()).toBe('answered');
    expect([await countErrors(), child.exitCode]).toEqual([1, null]);
  },
);

test('a process in which everything goes wrong ends, with the code that has it replaced', async () => {
  const ended = once(child, 'exit');
  const all = Array.from({ length: 101 }, () => goWrong('throw', 30_000));
  expect(await ended).toEqual([70, null]);
  await Promise.all(all);
});
