import { test } from 'vitest';
import { checkAttempts, checkSight, checkSize, LIMIT_MS } from '../support/attacks/check';
import { postgresTarget } from '../support/attacks/postgres';

test.each(['superuser', 'plain role'] as const)(
  'PostgreSQL, attacked as a %s, only reads',
  { timeout: LIMIT_MS },
  (as) => checkAttempts('postgres', `postgres as ${as}`, postgresTarget(as)),
);

test('the corpus holds its attempts', () => checkSize('postgres', 600));

/** Of every kind: data, catalogue, files, settings, locks, other clients, the server, secrets. */
const EFFECTIVE = [
  'insert',
  'truncate',
  'copy to a file',
  'create temporary table',
  'create role',
  'alter system',
  'set of the search path',
  'prepare of a read',
  'listen',
  'declare with hold',
  'lock in functional notation',
  'set_config of an own name',
  'seed in functional notation',
  'ts_stat over dblink',
  'pg_read_file in functional notation',
  'lo_unlink',
  'nextval',
  'terminate in functional notation',
  'cancel',
  'notification',
  'replication slot, physical',
  'statistics reset',
  'pg_authid in pieces',
  'pg_user_mapping',
  'own foreign table over a program',
];

test('an attempt on PostgreSQL that succeeds is seen', { timeout: LIMIT_MS }, () =>
  checkSight('postgres', postgresTarget('superuser'), EFFECTIVE),
);
