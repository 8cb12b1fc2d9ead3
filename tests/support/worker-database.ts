import { inject } from 'vitest';
import { inDatabase, withClient } from './sql';

// Before each test file: a fresh clone of the template under the worker's own name, and the settings that lead to it.
const { name, serverUrl, appUrl } = inject('template');
const clone = `patchbay_test_${process.env.VITEST_POOL_ID}`;

await withClient(serverUrl, async (client) => {
  await client.query(`drop database if exists ${clone} with (force)`);
  await client.query(`create database ${clone} template ${name}`);
});

process.env.DATABASE_URL = inDatabase(serverUrl, clone);
process.env.DATABASE_APP_URL = inDatabase(appUrl, clone);
