import { createRequire } from 'node:module';
import type pg from 'pg';
import PgBoss from 'pg-boss';

const SCHEMA = 'pgboss';

/**
 * The tables of the job queue, made by the owner like all others. The library would rather make and change them at
 * run time, which the application's role cannot: the two functions that add and drop a queue's table run with the
 * owner's rights instead, on a search path that nobody can bend.
 */
export async function ensureJobQueue(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('${SCHEMA}.version') is not null as known`);
  if (!rows[0].known) await client.query(PgBoss.getConstructionPlans(SCHEMA));
  else await moveForward(client);
  await client.query(`
    grant usage on schema ${SCHEMA} to patchbay_app;
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to patchbay_app;
    alter default privileges in schema ${SCHEMA} grant select, insert, update, delete on tables to patchbay_app;
    alter function ${SCHEMA}.create_queue(text, json) security definer set search_path = pg_catalog, ${SCHEMA};
    alter function ${SCHEMA}.delete_queue(text) security definer set search_path = pg_catalog, ${SCHEMA};
    revoke all on function ${SCHEMA}.create_queue(text, json), ${SCHEMA}.delete_queue(text) from public;
    grant execute on function ${SCHEMA}.create_queue(text, json), ${SCHEMA}.delete_queue(text) to patchbay_app;`);
}

/** After an update of the library, which has no plans for a version that is already the newest. */
async function moveForward(client: pg.Client): Promise<void> {
  const { schema: newest } = createRequire(import.meta.url)('pg-boss/version.json') as { schema: number };
  const { rows } = await client.query(`select version from ${SCHEMA}.version`);
  if (rows[0].version < newest) await client.query(PgBoss.getMigrationPlans(SCHEMA, String(rows[0].version)));
}
