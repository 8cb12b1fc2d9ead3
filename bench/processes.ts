import { type ChildProcess, fork } from 'node:child_process';
import { build } from 'esbuild';
import { findFreePort } from '@/scripts/lib/ports';
import { until } from '@/scripts/lib/processes';
import type { Message, Usage } from './child';

const FOLDER = 'node_modules/.cache/patchbay/bench';
const START_MS = 60_000;

/** A measured program in a process of its own. */
export type Running = {
  url: string;
  /** `memory` counts it after a collection. */
  usage(what?: 'memory'): Promise<Usage>;
  stop(): void;
  kill(): void;
};

export async function bundlePrograms(names: string[]): Promise<void> {
  await build({
    entryPoints: names.map((name) => `bench/${name}.ts`),
    ...{ outdir: FOLDER, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm' },
    ...{
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
      alias: { 'server-only': './tests/support/empty.ts' },
    },
  });
}

export const programOf = (name: string) => `${FOLDER}/${name}.mjs`;

export async function start(name: string, settings: Record<string, string> = {}): Promise<Running> {
  const child = run(name, programOf(name), { settings });
  const found = await next(child);
  if (!('port' in found)) throw new Error(`${name} did not say where it listens.`);
  return running(name, child, found.port);
}

type Program = { port: number; args?: string[]; settings?: Record<string, string> };

/** A program that knows nothing of being measured, told to listen at a port; what it has used is asked beside it. */
export function startProgram(name: string, script: string, { port, args = [], settings = {} }: Program): Running {
  return running(name, run(name, script, { args, settings, options: ['--import', `./${programOf('usage')}`] }), port);
}

/**
 * The production server as `npm start` runs it, after somebody has opened a page. What is told of it is its own; the
 * process for its pages has nothing to do with calls.
 */
export async function startServer(settings: Record<string, string>): Promise<Running> {
  const port = await findFreePort();
  const server = startProgram('server', 'dist/server.mjs', { port, settings: { ...settings, PORT: String(port) } });
  const opens = (path: string) =>
    fetch(`${server.url}${path}`).then(
      async (answer) => (await answer.text()) !== '' && answer.ok,
      () => false,
    );
  if (!(await until(() => opens('/api/health/ready'), START_MS, 100))) throw new Error('The server did not start.');
  if (!(await opens('/sign-in'))) throw new Error('The server shows no page.');
  return server;
}

type How = { settings: Record<string, string>; args?: string[]; options?: string[] };

function run(name: string, script: string, { settings, args = [], options = [] }: How): ChildProcess {
  return fork(script, args, {
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    execArgv: ['--expose-gc', ...options, ...nodeOptions(name)],
  });
}

function running(name: string, child: ChildProcess, port: number): Running {
  return {
    url: `http://127.0.0.1:${port}`,
    async usage(what) {
      const asked = next(child);
      child.send(what ?? 'usage');
      const told = await asked;
      if (!('usage' in told)) throw new Error(`${name} did not say what it has used.`);
      return told.usage;
    },
    stop: () => void child.disconnect(),
    kill: () => void child.kill('SIGKILL'),
  };
}

function next(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a measured process ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Message);
    });
  });
}

/** With BENCH_PROFILE set to a folder, each program leaves a profile there; BENCH_NODE holds options for the product's. */
function nodeOptions(name: string): string[] {
  const { BENCH_PROFILE: folder, BENCH_NODE: options } = process.env;
  return [
    ...(folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-name', `${name}.cpuprofile`] : []),
    ...(options && name === 'server' ? options.split(' ') : []),
  ];
}
