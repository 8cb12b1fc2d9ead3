import { test } from 'vitest';
import { checkAttempts, checkSight, checkSize, LIMIT_MS } from '../support/attacks/check';
import { redisTarget } from '../support/attacks/redis';

test('Redis, attacked, only reads', { timeout: LIMIT_MS }, () => checkAttempts('redis', 'redis', redisTarget()));

test('the corpus holds its attempts', () => checkSize('redis', 440));

const EFFECTIVE = [
  'SET',
  'EXPIRE',
  'XACK',
  'XREADGROUP',
  'PUBLISH',
  'SELECT',
  'EVAL',
  'FUNCTION LOAD',
  'SCRIPT LOAD',
  'CONFIG SET',
  'CONFIG RESETSTAT',
  'ACL SETUSER',
  'ACL LIST',
  'CLIENT KILL of a number',
  'CLIENT UNBLOCK',
  'CLIENT SETNAME',
];

test('an attempt on Redis that succeeds is seen', { timeout: LIMIT_MS }, () =>
  checkSight('redis', redisTarget(), EFFECTIVE),
);
