import { spawnSync } from 'node:child_process';
import { findFreePort } from '../lib/ports';
import { until } from '../lib/processes';
import { Stop } from '../lib/stop';
import { findProgram } from './debian';
import { listens } from './process';

type Container = {
  image: string;
  port: number;
  env?: Record<string, string>;
  args?: string[];
  mount?: [string, string];
};

/** The last resort before giving up. Null where no Docker engine answers. */
export async function startContainer(container: Container): Promise<{ port: number; stop(): Promise<void> } | null> {
  if (!findProgram('docker') || docker(['info']).status !== 0) return null;
  const port = await findFreePort();
  const env = Object.entries(container.env ?? {}).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const mount = container.mount ? ['-v', container.mount.join(':')] : [];
  const publish = ['-p', `127.0.0.1:${port}:${container.port}`];
  const { status, stdout, stderr } = docker([
    ...['run', '-d', '--rm', ...publish, ...env, ...mount, container.image, ...(container.args ?? [])],
  ]);
  if (status !== 0) throw new Stop(`Docker could not run ${container.image}: ${stderr.trim()}`);
  await until(() => listens(port), 120_000, 200);
  return {
    port,
    stop: async () => {
      docker(['rm', '-f', stdout.trim()]);
    },
  };
}

function docker(args: string[]) {
  return spawnSync('docker', args, { encoding: 'utf8' });
}
