import { markProfilesUsed } from '@/lib/domain/profiles/profile-use';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';

const USED_EVERY_MS = 60_000;
const FLUSH_AFTER_MS = 1_000;
const MAX_REMEMBERED = 50_000;

type Uses = { notedAt: Map<string, number>; waiting: Set<string> };
const uses = () => once('profile-uses', (): Uses => ({ notedAt: new Map(), waiting: new Set() }));

/** At most once a minute for a profile, and all profiles of a second in one statement. */
export function noteProfileUse(profileId: string): void {
  const { notedAt, waiting } = uses();
  const now = Date.now();
  if (now - (notedAt.get(profileId) ?? 0) < USED_EVERY_MS) return;
  if (notedAt.size >= MAX_REMEMBERED) notedAt.clear();
  notedAt.set(profileId, now);
  waiting.add(profileId);
  if (waiting.size === 1) setTimeout(() => void flush(), FLUSH_AFTER_MS).unref();
}

async function flush(): Promise<void> {
  const { waiting } = uses();
  const ids = [...waiting];
  waiting.clear();
  await markProfilesUsed(ids, new Date()).catch((cause) =>
    log().warn({ cause }, 'could not note when profiles were used'),
  );
}
