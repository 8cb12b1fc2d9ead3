import { readdirSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { withClient } from '../support/sql';
import { type Installation, makeFolder, startInstallation } from './support/installation';
import { startOutsideDatabase } from './support/outside-database';

const outside = await startOutsideDatabase('shared');
const { folder, remove } = makeFolder();
let copies: Installation[] = [];

afterAll(async () => {
  await Promise.all(copies.map((copy) => copy.stop()));
  await outside.stop();
  remove();
});

test('five copies started at once on one empty database all come up, and migrations ran once', async () => {
  const start = () => startInstallation({ folder, env: outside.settings });
  copies = await Promise.all([start(), start(), start(), start(), start()]);

  const answers = await Promise.all(copies.map(({ url }) => fetch(`${url}/api/health/ready`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const rows = await withClient(outside.url, async (client) => {
    const result = await client.query('select migration_name, rolled_back_at from _prisma_migrations order by 1');
    return result.rows;
  });
  expect(rows.map((row) => row.migration_name)).toEqual(migrations());
  expect(rows.filter((row) => row.rolled_back_at !== null)).toEqual([]);
});

test('what one copy is told, all of them know', async () => {
  const [first, ...others] = copies;
  const setup = { email: 'a@example.com', password: 'a password for the tests', name: 'A', workspace_name: 'W' };
  const made = await fetch(`${first?.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(setup),
  });
  expect(made.status).toBe(201);
  const states = await Promise.all(others.map(async ({ url }) => (await fetch(`${url}/api/setup`)).json()));
  expect(states).toEqual(others.map(() => expect.objectContaining({ needed: false })));
});

function migrations(): string[] {
  const entries = readdirSync('prisma/migrations', { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}
