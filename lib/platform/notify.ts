import pg from 'pg';
import * as z from 'zod';
import { runBare } from './db';
import { env } from './env';
import { log } from './log';
import { once } from './once';
import { randomId } from './seal/token';

/**
 * What the triggers of the tables announce: which row changed, never what is in it. Breakers, cancelled calls
 * and `catchUp` have no table.
 */
const Change = z.object({
  table: z.string(),
  id: z.string().optional(),
  account_id: z.string().optional(),
  workspace_id: z.string().optional(),
  user_id: z.string().optional(),
  agent_id: z.string().optional(),
  profile_id: z.string().optional(),
  provider: z.string().optional(),
  app_slug: z.string().optional(),
  breaker: z.enum(['down', 'back']).optional(),
  cancelled_call: z.string().optional(),
});
export type Change = z.infer<typeof Change>;

/** `null` means that changes may have been missed: whoever listens forgets everything it remembers. */
export type Listener = (change: Change | null) => void;

const CHANNEL = 'patchbay_changes';
/** Stands in for a table where nothing changed. */
export const CATCH_UP = 'catch-up';
const MAX_PAUSE_MS = 5_000;
const CONNECT_LIMIT_MS = 10_000;

type Feed = { listeners: Set<Listener>; listening: boolean; stopped: boolean; client: pg.Client | null };

const feed = once('changes', (): Feed => ({ listeners: new Set(), listening: false, stopped: false, client: null }));

/** Calls back on every change in any process. Returns how to stop. */
export function onChange(listener: Listener): () => void {
  feed.listeners.add(listener);
  if (feed.listeners.size === 1 && !feed.client) void listen();
  return () => feed.listeners.delete(listener);
}

/** Tells every process, this one too, of what no table holds. */
export async function announce(change: Change): Promise<void> {
  await runBare('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(change)]);
}

/** While this is false nothing may be remembered: a revoked key would go on working here. */
export function isHearingChanges(): boolean {
  return feed.listening;
}

const CATCH_UP_LIMIT_MS = 1_000;

type Rounds = { running: Promise<unknown>; next: Promise<boolean> | null };
const rounds = once('changes-rounds', (): Rounds => ({ running: Promise.resolve(), next: null }));

/**
 * Waits until this process has heard of every change that was committed before: the database delivers announcements in
 * the order of commits, so our own arrives after all of those. False when nothing is remembered anyway, or when it did
 * not arrive within a second. One round runs at a time and serves all who asked before it began, so that whoever asks
 * as fast as they can costs the database one statement at a time.
 */
export async function catchUp(): Promise<boolean> {
  if (!isHearingChanges()) return false;
  if (rounds.next) return rounds.next;
  const round = rounds.running.then(() => {
    rounds.next = null;
    return hearOwnAnnouncement();
  });
  rounds.next = round;
  rounds.running = round;
  return round;
}

async function hearOwnAnnouncement(): Promise<boolean> {
  const id = randomId();
  return new Promise((resolve) => {
    const end = (isHeard: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(isHeard);
    };
    const timer = setTimeout(end, CATCH_UP_LIMIT_MS, false);
    // Null: whatever was missed, everything has been forgotten.
    const stop = onChange((change) => (change === null || change.id === id) && end(true));
    announce({ table: CATCH_UP, id }).catch((cause: unknown) => {
      log().warn({ cause }, 'could not catch up with the feed of changes');
      end(false);
    });
  });
}

export async function stopChanges(): Promise<void> {
  feed.stopped = true;
  feed.listening = false;
  await feed.client?.end().catch(() => {});
  feed.client = null;
}

async function listen(pauseMs = 100): Promise<void> {
  if (feed.stopped) return;
  const client = new pg.Client({
    connectionString: env().DATABASE_APP_URL,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: 'patchbay-changes',
  });
  feed.client = client;
  let isLost = false;
  const lost = (cause?: Error) => {
    if (isLost) return;
    isLost = true;
    feed.listening = false;
    tell(null);
    if (feed.stopped) return;
    log().warn({ cause }, 'lost the feed of changes; nothing is remembered until it is back');
    setTimeout(() => void listen(Math.min(pauseMs * 2, MAX_PAUSE_MS)), pauseMs).unref();
  };
  client.on('error', lost);
  client.on('end', () => lost());
  client.on('notification', ({ payload }) => tell(readChange(payload)));
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    tell(null);
    feed.listening = true;
  } catch (cause) {
    lost(cause as Error);
    await client.end().catch(() => {});
  }
}

function tell(change: Change | null): void {
  for (const listener of feed.listeners) listener(change);
}

function readChange(payload: string | undefined): Change | null {
  try {
    return Change.parse(JSON.parse(payload ?? ''));
  } catch {
    return null; // something else speaks on our channel: forget everything rather than miss something
  }
}
