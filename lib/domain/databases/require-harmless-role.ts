import { DatabaseRole } from '@/lib/contracts/database-role';
import { AppError } from '@/lib/errors';
import type { NewAccount } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';

export type RoleTerms = { acceptsDangerousRole: boolean };
export const NOT_ACCEPTED: RoleTerms = { acceptsDangerousRole: false };

/**
 * A role that reaches past the data is saved only by somebody who says that they know. A server that cannot be asked
 * keeps nobody from connecting.
 */
export function requireHarmlessRole({ shown }: NewAccount, isAccepted: boolean): void {
  const role = DatabaseRole.nullable().parse(shown.role ?? null);
  if (role?.level !== 'dangerous' || isAccepted) return;
  const names = role.rights.filter(({ level }) => level === 'dangerous').map(({ right }) => right);
  throw new AppError('dangerous_role', say('databases.farMoreThanRead', { rights: names.join(', ') }), {
    fields: { accept_dangerous_role: say('databases.acceptOrChange') },
  });
}
