'use client';

import { useTranslations } from 'next-intl';
import type { DatabaseRole } from '@/lib/contracts/database-role';

/** What a user of a server may do beside reading, the worst first, each with some of the names that it comes from. */
export function RoleRights({ rights }: Pick<DatabaseRole, 'rights'>) {
  const t = useTranslations('databases.role.rights');
  return (
    <ul className="mt-1 grid list-disc gap-0.5 pl-4">
      {rights.map(({ right, names }) => (
        <li key={right}>
          {t(right)}
          {names.length > 0 && <span className="wrap-anywhere font-mono text-xs"> {names.join(', ')}</span>}
        </li>
      ))}
    </ul>
  );
}
