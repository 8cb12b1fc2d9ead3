import { withLock } from '@/lib/platform/lock';
import { once } from '@/lib/platform/once';
import type { GrantState } from '@/lib/providers/provider';

type Refreshed = { state: GrantState; endedAt: number };
type Refreshes = { running: Map<string, Promise<Refreshed>>; ended: Map<string, Refreshed> };

const MAX_REMEMBERED = 10_000;
const refreshes = () => once('refreshes', (): Refreshes => ({ running: new Map(), ended: new Map() }));

/**
 * Has the provider renew a profile's grant and tell its state. However many calls find it expired at the same time, in
 * however many processes, it is asked once: those that began before the answer take the answer.
 */
export async function refreshGrant(
  profileId: string,
  startedAt: number,
  { lastChecked, check }: { lastChecked: () => Promise<Refreshed | null>; check: () => Promise<GrantState> },
): Promise<GrantState> {
  const { running, ended } = refreshes();
  const last = ended.get(profileId);
  if (last && last.endedAt > startedAt) return last.state;
  const current = running.get(profileId) ?? begin(profileId, startedAt, { lastChecked, check });
  return (await current).state;
}

function begin(
  profileId: string,
  startedAt: number,
  { lastChecked, check }: { lastChecked: () => Promise<Refreshed | null>; check: () => Promise<GrantState> },
): Promise<Refreshed> {
  const { running, ended } = refreshes();
  const refreshing = withLock(`refresh ${profileId}`, async () => {
    // Another process may have done it while this one waited for the lock.
    const checked = await lastChecked();
    if (checked && checked.endedAt > startedAt) return checked;
    return { state: await check(), endedAt: Date.now() };
  });
  running.set(profileId, refreshing);
  refreshing
    .then((refreshed) => {
      if (ended.size >= MAX_REMEMBERED) ended.clear();
      ended.set(profileId, refreshed);
    })
    .catch(() => {}) // told to whoever waits for it
    .finally(() => running.delete(profileId));
  return refreshing;
}
