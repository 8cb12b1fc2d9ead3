import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FullConfig } from 'playwright/test';
import { stopProcess, until } from '../../scripts/lib/processes';
import { startShop } from './shop';

/** What the journeys send to pull the sandbox's handles. */
export const SANDBOX_TOKEN = 'of the journeys';
const READY_LIMIT_MS = 300_000;

/** The product as anybody would start it, and a database to connect, each in a folder of its own, while the journeys last. */
export default async function startProduct(config: FullConfig): Promise<() => Promise<void>> {
  const address = new URL(config.projects[0]?.use.baseURL ?? '');
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-journeys-'));
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    env: {
      ...process.env,
      PORT: address.port,
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      SANDBOX_OWN_ORIGIN: 'true',
      SANDBOX_TOKEN,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const pid = child.pid ?? 0;
  const isSettled = async () => child.exitCode !== null || (await answers(address));
  if (!(await until(isSettled, READY_LIMIT_MS, 200)) || child.exitCode !== null) {
    throw new Error('The product did not start; what it said stands above.');
  }
  const closeShop = await startShop();
  return async () => {
    await closeShop();
    await stopProcess(pid, 'SIGTERM', 45_000);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function answers(address: URL): Promise<boolean> {
  return fetch(new URL('/api/health/ready', address)).then(
    ({ ok }) => ok,
    () => false,
  );
}
