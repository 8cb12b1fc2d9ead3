import path from 'node:path';
import type { Env } from '@/lib/platform/env/schema';
import { randomToken } from '@/lib/platform/seal/token';
import { findFreePort } from '../ports';
import { type Child, runChild } from './child';

export type Sandbox = Child & { url: string; token: string };

export async function startSandbox(folder: string, env: Env): Promise<Sandbox> {
  const port = await findFreePort();
  const token = env.SANDBOX_TOKEN ?? randomToken();
  const url = `http://127.0.0.1:${port}`;
  const program = {
    name: 'The sandbox',
    script: 'dist/sandbox.mjs',
    env: {
      SANDBOX_TOKEN: token,
      SANDBOX_PORT: String(port),
      SANDBOX_PUBLIC_URL: `${env.appUrl}/sandbox`,
      // Another host name and port than the product's: to a browser, somebody else's site.
      ...(env.SANDBOX_OWN_ORIGIN && { SANDBOX_CONSENT_URL: `http://localhost:${port}` }),
      SANDBOX_STATE_FILE: path.join(folder, 'sandbox.json'),
    },
    readyUrl: url,
    drainMs: 3000,
    hasHeartbeat: env.NODE_ENV !== 'development',
  };
  return { url, token, ...runChild(program) };
}
