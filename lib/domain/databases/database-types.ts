import type { DatabaseForm, DatabaseType } from '@/lib/contracts/database';
import { describeKind, iconOf } from '@/lib/providers/database/catalogue';
import { formFields } from '@/lib/providers/database/form';
import { databaseKinds, getDatabaseKind } from '@/lib/providers/database/kinds';

export function listDatabaseTypes(): DatabaseType[] {
  return databaseKinds.map((kind) => ({
    db_type: kind.id,
    name: kind.name,
    description: describeKind(kind),
    icon: iconOf(kind),
  }));
}

/** The form of a kind, drawn from the schema that checks it. */
export function getDatabaseForm(dbType: string): DatabaseForm {
  const kind = getDatabaseKind(dbType);
  return { db_type: kind.id, name: kind.name, fields: formFields(kind) };
}
