import { type DatabaseRight, type DatabaseRole, RIGHT_LEVEL, RIGHTS } from '@/lib/contracts/database-role';
import { withDeadline } from './deadline';
import type { DatabaseSession } from './kind';

const LIMIT_SECONDS = 6;

/** What the user of an open database may do; null where its kind does not ask. A check that fails leaves it open. */
export async function askRole(session: DatabaseSession, caller: AbortSignal): Promise<DatabaseRole | null> {
  const checkRole = session.checkRole?.bind(session);
  if (!checkRole) return null;
  return withDeadline(caller, LIMIT_SECONDS, checkRole).catch(() => UNKNOWN_ROLE);
}

/** A right that a server told of, with some of the names that it comes from. */
export type Finding = { right: DatabaseRight; names: string[] };

/** For a server that could not be asked, or answered in a way that is not understood. */
export const UNKNOWN_ROLE: DatabaseRole = { level: 'unknown', rights: [], untried: [], reader: null };

/** Each right once, the worst first. The level is that of the worst. */
export function toRole(findings: readonly Finding[], reader: DatabaseRole['reader'] = null): DatabaseRole {
  const rights = RIGHTS.flatMap((right) => {
    const found = findings.filter((finding) => finding.right === right);
    if (found.length === 0) return [];
    const names = [...new Set(found.flatMap((finding) => finding.names))];
    return [{ right, level: RIGHT_LEVEL[right], names }];
  });
  const level = rights[0]?.level ?? 'reads';
  return { level, rights, untried: [], reader: level === 'reads' ? null : reader };
}
