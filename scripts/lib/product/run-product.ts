import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SetupState } from '@/lib/contracts/session';
import { EnvError } from '@/lib/platform/env/env-error';
import { usesSandbox } from '@/lib/platform/env/sandbox';
import type { Env } from '@/lib/platform/env/schema';
import { buildIfNeeded, bundlePrograms } from '../build';
import { generate } from '../generate/generate';
import { isPortFree } from '../ports';
import { until } from '../processes';
import { report, Stop } from '../stop';
import { runChild } from './child';
import { greet } from './greet';
import { onNpmGone } from './npm-gone';
import { openDatabase } from './open-database';
import { startSandbox } from './sandbox';
import { checked, operatorSettings } from './settings';

const DRAIN_MS = 35_000;

/** Everything `npm start` does, in order; whatever was started is stopped in the opposite order, however it ends. */
export async function runProduct({ isDevelopment }: { isDevelopment: boolean }): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  let ending: Promise<never> | undefined;
  const end = (code: number) => {
    ending ??= endAll(stops).then(() => process.exit(code));
    return ending;
  };
  const giveUp = (reason: unknown) => {
    report(reason instanceof EnvError ? new Stop(reason.message) : reason);
    return end(1);
  };
  const stop = () => {
    console.log('Stopping …');
    void end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  onNpmGone(stop);
  try {
    await start(isDevelopment, stops);
  } catch (error) {
    await giveUp(error);
  }
  // From here on nothing that goes wrong in this process may take the product with it.
  process.on('uncaughtException', report);
}

async function start(isDevelopment: boolean, stops: (() => Promise<void>)[]) {
  const settings = operatorSettings();
  const folder = path.resolve(settings.DATA_DIR ?? '.data');
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const database = await openDatabase({ folder, settings, stops });
  const env = checked({ ...settings, ...database.settings });
  await checkPort(env);
  await (isDevelopment ? generate().then(bundlePrograms) : buildIfNeeded());

  const sandbox = usesSandbox(env) ? await startSandbox(database.sandboxFolder, env) : null;
  if (sandbox) stops.push(() => sandbox.stop());
  await sandbox?.ready;

  const startedAt = Date.now();
  const origin = `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${env.PORT}`;
  const server = runChild({
    name: 'Patchbay',
    script: 'dist/server.mjs',
    env: {
      ...settings,
      ...database.settings,
      NODE_ENV: isDevelopment ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...(sandbox && { SANDBOX_URL: sandbox.url, SANDBOX_TOKEN: sandbox.token }),
    },
    // Calls are answered before pages are; whoever reads the address opens a page.
    readyUrl: `${origin}${isDevelopment ? '/api/health' : '/sign-in'}`,
    drainMs: DRAIN_MS,
    hasHeartbeat: !isDevelopment,
  });
  stops.push(() => server.stop());
  await server.ready;
  stops.push(async () => database.announceStop()); // the last to be registered is the first to run
  const seconds = (Date.now() - startedAt) / 1000;
  greet({ env, folder, seconds, hasPeople: await hasPeople(origin) });
}

/** ADMIN_EMAIL or an earlier start may have made the first account. */
async function hasPeople(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/setup`, { signal: AbortSignal.timeout(5000) });
    return SetupState.parse(await response.json()).needed === false;
  } catch {
    return false;
  }
}

/** A server that was just killed may need a moment to let go of its port. */
async function checkPort({ HOST, PORT }: Env): Promise<void> {
  if (await until(() => isPortFree(PORT, HOST), 3000, 100)) return;
  throw new Stop(`Port ${PORT} on ${HOST} is in use by another program; set PORT to a free one.`);
}

async function endAll(stops: (() => Promise<void>)[]): Promise<void> {
  for (const stop of [...stops].reverse()) await stop().catch(report);
}
