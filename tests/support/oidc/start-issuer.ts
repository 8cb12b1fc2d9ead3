import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFreePort } from '@/scripts/lib/ports';
import { stopProcess } from '@/scripts/lib/processes';

export type IssuerPerson = { email?: string; email_verified?: boolean; name?: string };

type Wanted = { redirectUri: string; people: Record<string, IssuerPerson>; claimsInIdToken?: boolean };

export const CLIENT = { id: 'patchbay', secret: 'a secret between the issuer and us' };

/** A real issuer in a process of its own, with one client, which is us. */
export async function startIssuer({ redirectUri, people, claimsInIdToken = false }: Wanted) {
  const port = await findFreePort();
  const child = spawn(process.execPath, ['tests/support/oidc/issuer.mjs'], {
    env: { ...process.env, ISSUER: JSON.stringify({ port, redirectUri, client: CLIENT, people, claimsInIdToken }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`The issuer did not start: ${said}`);
    }),
  ]);
  return { url: `http://127.0.0.1:${port}`, port, stop: () => stopProcess(child.pid ?? 0, 'SIGTERM', 5000) };
}
