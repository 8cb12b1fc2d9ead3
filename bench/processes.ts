import { type ChildProcess, fork } from 'node:child_process';
import { build } from 'esbuild';
import type { Message, Usage } from './child';

const FOLDER = 'node_modules/.cache/patchbay/bench';

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

export async function start(name: string, settings: Record<string, string> = {}): Promise<Running> {
  const child = fork(`${FOLDER}/${name}.mjs`, {
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    execArgv: ['--expose-gc', ...nodeOptions(name)],
  });
  const found = await next(child);
  if (!('port' in found)) throw new Error(`${name} did not say where it listens.`);
  return {
    url: `http://127.0.0.1:${found.port}`,
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
    ...(options && name === 'gateway' ? options.split(' ') : []),
  ];
}
