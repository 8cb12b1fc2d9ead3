import { afterEach, expect, test } from 'vitest';
import { syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import { getReadiness } from '@/lib/domain/installation/readiness';
import { db } from '@/lib/platform/db';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';

const database = useDatabase();
const READY = { status: 'ready', database: true, writable: true, pending_migrations: [], catalogue: 'syncing' };

async function getAfresh() {
  await new Promise((resolve) => setTimeout(resolve, 1100)); // an answer is kept for a second
  return getReadiness();
}

/** What a database does for everybody who connects from now on. */
async function setForAll(setting: string, value: string | null) {
  const [row] = await database.query('select current_database() as name');
  const change = value === null ? `reset ${setting}` : `set ${setting} = ${value}`;
  await database.query(`alter database ${row?.name} ${change}`);
  await db().$disconnect();
  forget('db');
}

afterEach(async () => {
  await setForAll('temp_file_limit', null);
  await setForAll('default_transaction_read_only', null);
});

test('a copy whose database answers and writes is ready, and leaves nothing behind', async () => {
  expect(await getReadiness()).toEqual(READY);
});

test('says whether the catalogues have been read, which keeps no calls away', async () => {
  expect(await getAfresh()).toEqual({ ...READY, catalogue: 'syncing' });
  await syncCatalogues(); // of databases alone: no other provider has been set up
  expect(await getAfresh()).toEqual({ ...READY, catalogue: 'ready' });
  await database.query('delete from catalogue_syncs');
});

test('a disk that takes no more makes a copy unready until there is room again', async () => {
  await setForAll('temp_file_limit', '0'); // refuses the file as a full disk does
  expect(await getAfresh()).toEqual({ ...READY, status: 'not_ready', writable: false });
  await setForAll('temp_file_limit', null);
  expect(await getAfresh()).toEqual(READY);
});

test('a server that only follows another makes a copy unready', async () => {
  await setForAll('default_transaction_read_only', 'on');
  expect(await getAfresh()).toEqual({ ...READY, status: 'not_ready', writable: false });
});
