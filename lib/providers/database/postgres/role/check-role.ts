import type pg from 'pg';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { type Finding, toRole, UNKNOWN_ROLE } from '../../role';
import { readFunctionFindings } from './function-rights';
import { readRoleFindings } from './memberships';
import { readObjectFindings } from './object-rights';
import { planReader, presentPlan } from './plan-reader';
import { EXAMPLES } from './reach';
import { readTableFindings } from './table-rights';

/**
 * Names mean the server's own functions here, whatever the role's settings say. A catalogue that is too large to be
 * read in time leaves the answer open rather than the person waiting.
 */
const BEGIN = `begin read only; set local search_path = pg_catalog, pg_temp; set local statement_timeout = '4s'`;

/**
 * What the user of this connection may do beyond reading. Never fails: servers that only speak like PostgreSQL have no
 * such catalogue, and that is no reason not to use them. The session has to be reset afterwards.
 */
export async function checkRole(client: pg.ClientBase): Promise<DatabaseRole> {
  try {
    await client.query(BEGIN);
    const { version, findings } = await readRoleFindings(client);
    const reader = presentPlan(await planReader(client));
    // A superuser has every right: listing them says nothing more.
    const superuser = findings.filter(({ right }) => right === 'superuser');
    if (superuser.length > 0) return toRole(superuser, reader);
    try {
      findings.push(...(await readFunctionFindings(client)));
      findings.push(...(await readObjectFindings(client, version)));
      findings.push(...(await readTableFindings(client, version)));
    } catch {
      const known = toRole(findings, reader);
      return known.level === 'dangerous' ? known : UNKNOWN_ROLE;
    }
    const role = toRole(withoutImplied(findings), reader);
    return { ...role, rights: role.rights.map((right) => ({ ...right, names: right.names.slice(0, EXAMPLES) })) };
  } catch {
    return UNKNOWN_ROLE;
  } finally {
    await client.query('rollback').catch(() => {});
  }
}

/** Whoever may write all data may write each table, which need not be said. */
function withoutImplied(findings: Finding[]): Finding[] {
  if (!findings.some(({ right }) => right === 'write_all_data')) return findings;
  return findings.filter(({ right }) => right !== 'write_tables' && right !== 'use_sequences');
}
