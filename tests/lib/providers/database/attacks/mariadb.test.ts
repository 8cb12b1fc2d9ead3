import { test } from 'vitest';
import { checkAttempts, LIMIT_MS } from '../support/attacks/check';
import { mySqlTarget } from '../support/attacks/mysql';

test.each(['root', 'plain user'] as const)('MariaDB, attacked as a %s, only reads', { timeout: LIMIT_MS }, (as) =>
  checkAttempts('mysql', `mariadb as ${as}`, mySqlTarget('mariadb', as), (attempt) => !attempt.mysql_only),
);
