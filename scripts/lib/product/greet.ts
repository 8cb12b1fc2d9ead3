import { usesSandbox } from '@/lib/platform/env/sandbox';
import type { Env } from '@/lib/platform/env/schema';

/** The last thing the start command says: where it is, and what to do first. */
export function greet(started: { env: Env; folder: string; seconds: number; hasPeople: boolean }): void {
  const { env, folder, seconds, hasPeople } = started;
  const lines = [
    '',
    `Patchbay is ready at ${env.appUrl} (answered after ${seconds.toFixed(1)} s).`,
    ...aboutProviders(env),
    hasPeople
      ? `Open the address and sign in${env.ADMIN_EMAIL ? ` as ${env.ADMIN_EMAIL}` : ''}.`
      : 'Open the address and make the first account; then pick an app and connect it.',
    ...(env.DATABASE_URL ? [] : [`Everything it keeps is in ${folder}; back that folder up.`]),
    ...(isOutdated(process.versions.node)
      ? [`Node ${process.versions.node} gets no security fixes any more. Node 24 does, and runs calls faster.`]
      : []),
    'Ctrl-C stops it.',
    '',
  ];
  console.log(lines.join('\n'));
}

function aboutProviders(env: Env): string[] {
  const missing = [...(env.PIPEDREAM_CLIENT_ID ? [] : ['Pipedream']), ...(env.COMPOSIO_API_KEY ? [] : ['Composio'])];
  if (missing.length === 0) return [];
  const names = missing.join(' and ');
  const [verb, pronoun] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return usesSandbox(env)
    ? [`The built-in sandbox stands in for ${names}: there are no credentials for ${pronoun}.`]
    : [`${names} ${verb} not set up: there are no credentials for ${pronoun}. See .env.example.`];
}

/** Its makers have let go of it. Patchbay still runs on it, because many machines have nothing newer. */
function isOutdated(version: string): boolean {
  return Number.parseInt(version, 10) < 22;
}
