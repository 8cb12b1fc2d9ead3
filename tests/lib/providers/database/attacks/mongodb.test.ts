import { test } from 'vitest';
import { checkAttempts, checkSight, checkSize, LIMIT_MS } from '../support/attacks/check';
import { mongoTarget } from '../support/attacks/mongodb';

test('MongoDB, attacked, only reads', { timeout: LIMIT_MS }, () => checkAttempts('mongodb', 'mongodb', mongoTarget()));

test('the corpus holds its attempts', () => checkSize('mongodb', 380));

const EFFECTIVE = ['$out', '$merge', '$merge that replaces'];

test('an attempt on MongoDB that succeeds is seen', { timeout: LIMIT_MS }, () =>
  checkSight('mongodb', mongoTarget(), EFFECTIVE),
);
