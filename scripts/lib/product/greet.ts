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
    'Ctrl-C stops it.',
    '',
  ];
  console.log(lines.join('\n'));
}
