import { findFreePort } from '@/scripts/lib/ports';
import { until } from '@/scripts/lib/processes';
import { type Running, startProgram } from '@/tests/support/programs/programs';

const START_MS = 60_000;

/**
 * The production server as `npm start` runs it, after somebody has opened a page. What is told of it is its own; the
 * process for its pages has nothing to do with calls.
 */
export async function startServer(settings: Record<string, string>): Promise<Running> {
  const port = await findFreePort();
  const server = startProgram('server', 'dist/server.mjs', { port, settings: { ...settings, PORT: String(port) } });
  const opens = (path: string) =>
    fetch(`${server.url}${path}`).then(
      async (answer) => (await answer.text()) !== '' && answer.ok,
      () => false,
    );
  if (!(await until(() => opens('/api/health/ready'), START_MS, 100))) throw new Error('The server did not start.');
  if (!(await opens('/sign-in'))) throw new Error('The server shows no page.');
  return server;
}
