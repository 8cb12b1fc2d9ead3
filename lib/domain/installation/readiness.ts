import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readiness } from '@/lib/contracts/health';
import { db } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import { listProviders } from '@/lib/providers/registry';
import { listIncomplete } from '../catalogue/sync-state';
import { isAvailable } from '../providers/provider-settings';

/** How long an answer holds: the address is open to everybody, and each answer costs a write. */
const KEPT_MS = 1_000;

/** A load balancer gives up sooner than a database that hangs. */
const LIMIT_MS = 3_000;
const NO_DATABASE: Readiness = {
  status: 'not_ready',
  database: false,
  writable: false,
  pending_migrations: [],
  catalogue: 'unknown',
};

type Kept = { at: number; isRunning: boolean; readiness: Promise<Readiness> };
const kept = once('readiness', (): { last: Kept | null } => ({ last: null }));

/** Whether this copy can do its work: the database answers and writes, and it is not older than the code. */
export function getReadiness(): Promise<Readiness> {
  const { last } = kept;
  // While one check runs, no other begins: checks that hang would take every connection there is.
  const current = last && (last.isRunning || Date.now() - last.at <= KEPT_MS) ? last : begin();
  return Promise.race([current.readiness, sleep(LIMIT_MS, NO_DATABASE, { ref: false })]);
}

function begin(): Kept {
  const begun: Kept = { at: Date.now(), isRunning: true, readiness: check() };
  const end = () => {
    begun.isRunning = false;
  };
  begun.readiness.then(end, end);
  kept.last = begun;
  return begun;
}

async function check(): Promise<Readiness> {
  const applied = await findAppliedMigrations();
  if (!applied) return NO_DATABASE;
  const pending = migrationsOfThisVersion().filter((name) => !applied.has(name));
  const writable = await canWrite();
  const status = writable && pending.length === 0 ? 'ready' : 'not_ready';
  const catalogue = pending.length === 0 ? await catalogueState() : 'unknown';
  return { status, database: true, writable, pending_migrations: pending, catalogue };
}

/** No reason to keep calls away: what is connected works without it. */
async function catalogueState(): Promise<Readiness['catalogue']> {
  const available = listProviders().flatMap(({ id }) => (isAvailable(id) ? [id] : []));
  return listIncomplete(available).then(
    (incomplete) => (incomplete.length === 0 ? 'ready' : 'syncing'),
    () => 'unknown',
  );
}

/**
 * Whether a record could be kept, without keeping one. The rows do not fit into the memory that the statement may use,
 * so they go to a temporary file of a few hundred kilobytes, which a full disk refuses; the message goes through the
 * log that every commit waits for, which a full or read-only disk, or a server that only follows another, refuses.
 */
async function canWrite(): Promise<boolean> {
  try {
    return await db().$transaction(async (tx) => {
      const [mode] = await tx.$queryRaw<{ is: string }[]>`select current_setting('transaction_read_only') as "is"`;
      await tx.$executeRaw`set local work_mem = '64kB'`;
      await tx.$queryRaw`select count(*)::int from generate_series(1, 20000)`;
      await tx.$queryRaw`select pg_logical_emit_message(true, 'patchbay', 'ready')::text`;
      return mode?.is === 'off';
    });
  } catch (cause) {
    log().error({ cause }, 'the database cannot write; calls could not be put on record');
    return false;
  }
}

async function findAppliedMigrations(): Promise<Set<string> | null> {
  try {
    const rows = await db().$queryRaw<{ migration_name: string }[]>`
      select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
    return new Set(rows.map((row) => row.migration_name));
  } catch {
    return null; // whatever the reason, it does not answer; the reason stands in the log of whoever needed it
  }
}

function migrationsOfThisVersion(): string[] {
  const entries = readdirSync('prisma/migrations', { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
