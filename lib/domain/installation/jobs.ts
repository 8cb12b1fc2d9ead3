import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type AnyJob, defineJob, startWorking, stopWorking } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { syncNow } from '../catalogue/request-sync';
import { syncCatalogues } from '../catalogue/sync-catalogue';
import { subscribeToProviders } from '../connect/provider-webhooks';
import { sweepAttempts } from '../connect/sweep-attempts';
import { probeConnections } from '../connections/probe-connections';
import { sweepEndedSessions } from '../identity/ended-sessions';
import { discoverSoon, refreshTools } from '../profiles/refresh-tools';
import { retryRevocations } from '../profiles/revocations';
import { settleProviders } from '../providers/switch-provider';
import { removeExpiredKeys } from '../records/idempotency';
import { removeExpiredResults } from '../records/kept-results';

const Nothing = z.object({});
const often = '* * * * *';

/** Everything that is done without anybody asking. One line per job. */
const JOBS: readonly AnyJob[] = [
  // Reads only what is a day old or was not read to its end: so a reading that failed goes on a minute later.
  defineJob({ name: 'catalogue', schema: Nothing, every: often, atStart: true, run: syncCatalogues }),
  syncNow,
  defineJob({
    name: 'probe-connections',
    schema: Nothing,
    every: often,
    run: async () => void (await probeConnections()),
  }),
  discoverSoon,
  defineJob({ name: 'refresh-tools', schema: Nothing, every: '*/10 * * * *', run: refreshTools }),
  defineJob({
    name: 'revocations',
    schema: Nothing,
    every: often,
    atStart: true,
    run: async () => void (await retryRevocations()),
  }),
  defineJob({
    name: 'provider-webhooks',
    schema: Nothing,
    every: '23 * * * *',
    atStart: true,
    run: subscribeToProviders,
  }),
  defineJob({ name: 'connect-attempts', schema: Nothing, every: often, run: async () => void (await sweepAttempts()) }),
  defineJob({ name: 'expired-results', schema: Nothing, every: '*/10 * * * *', run: removeExpired }),
];

async function removeExpired(): Promise<void> {
  await removeExpiredKeys();
  await removeExpiredResults();
  await sweepEndedSessions();
}

const START_AGAIN_MS = 5_000;

/**
 * For the web process, or a worker of its own. Any number may run: each job is done by one at a time. What cannot start,
 * because the database is away, starts as soon as it can, until the signal says that it is no longer wanted.
 */
export async function startJobs(signal?: AbortSignal): Promise<void> {
  for (let isAgain = false; !signal?.aborted; isAgain = true) {
    try {
      await settleProviders();
      return await startWorking(JOBS);
    } catch (cause) {
      // A server without its jobs is worse than one with them, and better than none at all.
      if (!isAgain) log().error({ cause }, 'the jobs could not be started; it is tried again every five seconds');
      await stopWorking().catch(() => {}); // it may not be heard either
      await sleep(START_AGAIN_MS, undefined, { signal }).catch(() => {}); // told to stop
    }
  }
}

export function stopJobs(): Promise<void> {
  return stopWorking();
}
