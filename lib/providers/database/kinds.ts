import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import type { DatabaseKind } from './kind';
import { mongodb } from './mongodb';
import { mysql } from './mysql';
import { postgres } from './postgres';
import { redis } from './redis';

/** Adding a kind: write its folder, then add it here. Nothing else in the code knows their names. */
export const databaseKinds: readonly DatabaseKind[] = [postgres, mysql, redis, mongodb];

export function getDatabaseKind(id: string): DatabaseKind {
  const kind = databaseKinds.find((candidate) => candidate.id === id);
  if (kind) return kind;
  const names = databaseKinds.map((candidate) => candidate.id).join(', ');
  throw new AppError('invalid_request', say('notFound.databaseKind'), {
    fields: { db_type: say('general.oneOf', { names }) },
  });
}
