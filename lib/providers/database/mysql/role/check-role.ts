import type mysql from 'mysql2/promise';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { type Finding, toRole, UNKNOWN_ROLE } from '../../role';
import { readAnonymousGrants } from './anonymous-grants';
import { planReader, presentPlan } from './plan-reader';
import { readGrants } from './read-grants';
import { mayDoEverything, toFindings } from './rights';

/** Names of what a right comes from that are shown. */
const EXAMPLES = 3;

/**
 * What the user of this connection may do beyond reading, with every role that it can put on and what everybody may.
 * Never fails. The session is not to be used afterwards.
 */
export async function checkRole(
  connection: mysql.Connection,
  { isMariaDb, database }: { isMariaDb: boolean; database: string },
): Promise<DatabaseRole> {
  try {
    const { now, ever } = await readGrants(connection, isMariaDb);
    const reader = presentPlan(await planReader(connection, { grants: now, database }));
    // Whoever may do everything has every right: listing them says nothing more.
    if (mayDoEverything(ever)) return toRole([{ right: 'superuser', names: [] }], reader);
    const anonymous = await readAnonymousGrants(connection, { own: ever, database });
    const role = toRole(withoutImplied(toFindings([...ever, ...anonymous])), reader);
    return { ...role, rights: role.rights.map((right) => ({ ...right, names: right.names.slice(0, EXAMPLES) })) };
  } catch {
    return UNKNOWN_ROLE;
  }
}

/** Whoever may write all data may write each table, which need not be said. */
function withoutImplied(findings: Finding[]): Finding[] {
  if (!findings.some(({ right }) => right === 'write_all_data')) return findings;
  return findings.filter(({ right }) => right !== 'write_tables');
}
