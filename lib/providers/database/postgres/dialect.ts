import type { Dialect } from '../sql/statement';
import { isForbiddenCall } from './functions';
import { isSecret, showsStatistics } from './reader/allowed';
import { lexPostgres } from './tokens';

/** They change a sequence and nothing else, as its columns do by their defaults. */
const COUNTS = new Set(['nextval', 'setval']);

export const postgresDialect: Dialect = {
  lex: lexPostgres,
  reads: new Set(['select', 'with', 'values', 'table', 'show', 'explain']),
  writes: new Set(['insert', 'update', 'delete', 'merge', 'with', 'refresh', 'comment', 'analyze']),
  definable: new Set(['table', 'index', 'view', 'sequence', 'type', 'schema', 'domain', 'materialized', 'unique']),
  isForbiddenCall: (name, schema) => !COUNTS.has(name) && isForbiddenCall(name, schema),
  isForbiddenName: (name) => isSecret(name) || showsStatistics(name),
};
