import type mysql from 'mysql2/promise';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { type Grant, matchesSchema } from './grants';
import { READING, type ReaderPlan, toSql } from './reader-sql';

const READER_NAME = 'patchbay_reader';

/** What these grants can give to a user that only reads one database. */
export async function planReader(
  connection: mysql.Connection,
  { grants, database }: { grants: Grant[]; database: string },
): Promise<ReaderPlan & { canCreate: boolean }> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>(
    `show global variables where variable_name in ('read_only', 'super_read_only', 'partial_revokes')`,
  );
  const isOn = (name: string) =>
    (rows as unknown as [string, string][]).some(([variable, value]) => variable === name && /^(on|1)$/i.test(value));
  const isPattern = !isOn('partial_revokes');
  const handedOn = grants.filter(({ isGrantable, on }) => isGrantable && on && covers(on, database, isPattern));
  const privileges = READING.filter((wanted) =>
    handedOn.some((grant) => grant.privileges.includes(wanted) || grant.privileges.includes('ALL PRIVILEGES')),
  );
  const mayCreate = grants.some(
    ({ on, privileges }) =>
      on?.schema === '*' && (privileges.includes('CREATE USER') || privileges.includes('ALL PRIVILEGES')),
  );
  const isReadOnly = isOn('read_only') || isOn('super_read_only');
  return {
    ...{ database, privileges, isPattern },
    canCreate: mayCreate && privileges.includes('SELECT') && !isReadOnly,
  };
}

export function presentPlan(plan: ReaderPlan & { canCreate: boolean }): NonNullable<DatabaseRole['reader']> {
  return { can_create: plan.canCreate, schemas: null, sql: toSql(READER_NAME, plan) };
}

function covers({ schema, name }: NonNullable<Grant['on']>, database: string, isPattern: boolean): boolean {
  if (name !== '*') return false;
  if (schema === '*' || schema === database) return true;
  return isPattern && matchesSchema(schema, database);
}
