import { db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';

const LIFE_MS = 30 * 24 * 60 * 60 * 1000;

const ended = memory<boolean>({
  name: 'ended-sessions',
  stale: ({ table, id }) => (table === 'ended_sessions' ? (id ? [id] : 'all') : []),
});

/** Signs one session out for good: a copy of its cookie is worth nothing from now on, in any process. */
export async function endSession(id: string): Promise<void> {
  const expiresAt = new Date(Date.now() + LIFE_MS);
  await db().endedSession.createMany({ data: [{ id, expiresAt }], skipDuplicates: true });
  ended().forget([id]);
}

export function hasEnded(id: string): Promise<boolean> {
  return ended().get(id, async () => (await db().endedSession.count({ where: { id } })) > 0);
}

/** By now their cookies have expired by themselves. */
export async function sweepEndedSessions(): Promise<void> {
  await db().endedSession.deleteMany({ where: { expiresAt: { lt: new Date() } } });
}
