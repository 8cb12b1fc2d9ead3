import type { Dialect } from '../sql/statement';
import { isForbiddenCall } from './functions';
import { isSecret } from './reader/allowed';
import { lexPostgres } from './tokens';

export const postgresDialect: Dialect = {
  lex: lexPostgres,
  reads: new Set(['select', 'with', 'values', 'table', 'show', 'explain']),
  writes: new Set(['insert', 'update', 'delete', 'merge', 'with', 'refresh', 'comment', 'analyze']),
  definable: new Set(['table', 'index', 'view', 'sequence', 'type', 'schema', 'domain', 'materialized', 'unique']),
  isForbiddenCall,
  isForbiddenName: isSecret,
};
