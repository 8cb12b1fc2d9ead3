import { test } from 'vitest';
import { checkAttempts, checkSight, checkSize, LIMIT_MS } from '../support/attacks/check';
import { mySqlTarget } from '../support/attacks/mysql';

test.each(['root', 'plain user'] as const)('MySQL, attacked as a %s, only reads', { timeout: LIMIT_MS }, (as) =>
  checkAttempts('mysql', `mysql as ${as}`, mySqlTarget('mysql', as), (attempt) => !attempt.mariadb_only),
);

test('the corpus holds its attempts', () => checkSize('mysql', 500));

/** Of every kind: data, accounts, files, settings, locks, other clients, secrets. */
const EFFECTIVE = [
  'insert',
  'replace',
  'create temporary table',
  'create user',
  'set of a session variable',
  'lock tables',
  'kill',
  'kill of a query',
  'select into outfile',
  'assignment in a select',
  'last_insert_id with a value',
  'get_lock',
  'load_file',
  "accounts' hashes",
  'own function over a table without transactions',
];

test('an attempt on MySQL that succeeds is seen', { timeout: LIMIT_MS }, () =>
  checkSight('mysql', mySqlTarget('mysql', 'root'), EFFECTIVE),
);
