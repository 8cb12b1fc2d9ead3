import { setTimeout as sleep } from 'node:timers/promises';
import { Restarts } from '@/lib/platform/restarts';
import { type EmbeddedPostgres, isResponsive } from '../embedded-postgres';
import { isAlive, until } from '../processes';
import { report } from '../stop';

const EVERY_MS = 500;
const PROBE_EVERY_MS = 2_000;
const PROBE_LIMIT_MS = 4_000;
/** A disk that is busy may keep it from answering for a while; killing it then would only add its recovery. */
const MAX_SILENT_PROBES = 3;

/**
 * Starts the embedded server again when it was killed under us (memory, an operator) or hangs: ever later if it keeps
 * failing, but always. It keeps its port, so the pools find it again.
 */
export function watchPostgres(first: EmbeddedPostgres, startAgain: () => Promise<EmbeddedPostgres>): { stop(): void } {
  let isWatching = true;
  let server = first;
  let startedAt = Date.now();
  const restarts = new Restarts();

  const watchLife = async () => {
    while (isWatching) {
      await sleep(EVERY_MS, undefined, { ref: false });
      if (!isWatching || isAlive(server.pid)) continue;
      const pauseMs = restarts.pauseMs(startedAt);
      const { remark } = restarts;
      console.error(`PostgreSQL stopped; starting it again in ${pauseMs / 1000} s${remark && `: ${remark}`}.`);
      await sleep(pauseMs, undefined, { ref: false });
      if (!isWatching) return;
      startedAt = Date.now();
      server = await startAgain().catch((error: unknown) => {
        report(error);
        return server;
      });
    }
  };
  const watchAnswers = async () => {
    for (let silent = 0; isWatching; ) {
      await sleep(PROBE_EVERY_MS, undefined, { ref: false });
      const { pid, url } = server;
      silent = !isAlive(pid) || (await isResponsive(url, PROBE_LIMIT_MS)) ? 0 : silent + 1;
      if (silent < MAX_SILENT_PROBES || !isWatching || pid !== server.pid) continue;
      console.error('PostgreSQL hangs; ending it.');
      process.kill(pid, 'SIGKILL');
      await until(() => !isAlive(pid), PROBE_EVERY_MS);
      silent = 0;
    }
  };
  watchLife().catch(report);
  watchAnswers().catch(report);
  return {
    stop: () => {
      isWatching = false;
    },
  };
}
