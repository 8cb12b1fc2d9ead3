import { readdirSync } from 'node:fs';
import type { Readiness } from '@/lib/contracts/health';
import { db } from '@/lib/platform/db';

/** Whether this copy can do its work: the database answers, and it is not older than the code. */
export async function getReadiness(): Promise<Readiness> {
  const applied = await findAppliedMigrations();
  if (!applied) return { status: 'not_ready', database: false, pending_migrations: [] };
  const pending = migrationsOfThisVersion().filter((name) => !applied.has(name));
  return { status: pending.length === 0 ? 'ready' : 'not_ready', database: true, pending_migrations: pending };
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
