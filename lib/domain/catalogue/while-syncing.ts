import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, notFound } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { listIncomplete } from './sync-state';

const LIMIT_MS = 2_000;
const PAUSE_MS = 200;
const RETRY_S = 3;

type Looked<Found> = { found: Found; isSyncing: boolean };

/**
 * Looks for something in the catalogues of these providers. While one of them is read for the first time, what is not
 * there may be in a moment, so it is looked for again for two seconds. One that failed is tried again within minutes,
 * which is too long to wait for.
 */
export async function lookWhileSyncing<Found>(
  providers: readonly string[],
  find: () => Promise<Found>,
  isThere: (found: Found) => boolean,
): Promise<Looked<Found>> {
  const giveUpAt = Date.now() + LIMIT_MS;
  for (;;) {
    const incomplete = await listIncomplete(providers);
    const found = await find();
    const mayCome = !isThere(found) && incomplete.some(({ failed }) => !failed);
    if (!mayCome || Date.now() >= giveUpAt) return { found, isSyncing: incomplete.length > 0 };
    await sleep(PAUSE_MS);
  }
}

/** An app that is not found is no mistake of the caller's while the catalogue it may be in has not been read. */
export async function noSuchApp(providers: readonly string[]): Promise<AppError> {
  const isSyncing = (await listIncomplete(providers)).some(({ failed }) => !failed);
  if (!isSyncing) return notFound('app');
  const message = say('catalogue.appsSyncing');
  return new AppError('provider_unavailable', message, { retryAfterS: RETRY_S });
}
