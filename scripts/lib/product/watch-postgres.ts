import { setTimeout as sleep } from 'node:timers/promises';
import { Restarts } from '@/lib/platform/restarts';
import { type EmbeddedPostgres, isResponsive } from '../embedded-postgres';
import { isAlive } from '../processes';
import { report } from '../stop';

const EVERY_MS = 500;
const PROBE_EVERY_MS = 1_000;
/** More than `MAX_UNANSWERED` of them take: an answer that comes late, from one that is busy, counts as well. */
const PROBE_LIMIT_MS = 10_000;
/** Counted, not timed, as heartbeats are. Killing one that is busy would only add its recovery. */
const MAX_UNANSWERED = 6;

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
    let unanswered = 0;
    const probe = async ({ pid, url }: EmbeddedPostgres) => {
      if ((await isResponsive(url, PROBE_LIMIT_MS)) && pid === server.pid) unanswered = 0;
    };
    while (isWatching) {
      await sleep(PROBE_EVERY_MS, undefined, { ref: false });
      if (!isWatching) return;
      if (!isAlive(server.pid)) {
        unanswered = 0;
      } else if (unanswered < MAX_UNANSWERED) {
        unanswered += 1;
        probe(server).catch(report);
      } else {
        console.error('PostgreSQL hangs; ending it.');
        process.kill(server.pid, 'SIGKILL');
        unanswered = 0;
      }
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
