import type { Env } from '@/lib/platform/env/schema';

/** The last thing the start command says: where it is, and what to do first. */
export function greet(started: { env: Env; demo: string[]; folder: string; seconds: number }): void {
  const { env, demo, folder, seconds } = started;
  const lines = [
    '',
    `Patchbay is ready at ${env.appUrl} (answered after ${seconds.toFixed(1)} s).`,
    ...(demo.length > 0
      ? [`${demo.join(' and ')} run on the built-in sandbox: there are no credentials for them.`]
      : []),
    'Open the address and make the first account; then pick an app and connect it.',
    ...(env.DATABASE_URL ? [] : [`Everything it keeps is in ${folder}; back that folder up.`]),
    ...(isOutdated(process.versions.node)
      ? [`Node ${process.versions.node} gets no security fixes any more. Node 24 does, and runs calls faster.`]
      : []),
    'Ctrl-C stops it.',
    '',
  ];
  console.log(lines.join('\n'));
}

/** Its makers have let go of it. Patchbay still runs on it, because many machines have nothing newer. */
function isOutdated(version: string): boolean {
  return Number.parseInt(version, 10) < 22;
}
