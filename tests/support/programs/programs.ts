import { type ChildProcess, fork } from 'node:child_process';
import { bundle } from '@/scripts/lib/bundle';
import type { Message, Usage } from './announce';

const FOLDER = 'node_modules/.cache/patchbay/programs';

/** The product's dispatcher with the handlers that run tools, and nothing else. */
export const GATEWAY = 'tests/support/programs/gateway.ts';

/** Bundled with the others when what a program that knows nothing of being measured uses is to be asked for. */
export const USAGE = 'tests/support/programs/usage.ts';

/** A measured program in a process of its own. */
export type Running = {
  url: string;
  /** `memory` counts it after a collection. */
  usage(what?: 'memory'): Promise<Usage>;
  stop(): void;
  kill(): void;
};

/** From source files to programs that `start` knows by the name of their file. */
export function bundleSources(files: string[]): Promise<void> {
  return bundle({ entryPoints: files, outdir: FOLDER });
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
