'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { RoleRights } from './role-rights';
import { RoleTitle } from './role-title';

const TONE = { reads: 'ok', writes: 'warn', dangerous: 'bad', unknown: 'info' } as const;

type Props = {
  role: DatabaseRole;
  /** What can be done about it. */
  children?: ReactNode;
};

/** How far the user of a connection could go, in the colour of how bad that is. */
export function RoleReport({ role, children }: Props) {
  const { level, rights } = role;
  const t = useTranslations('databases.role');
  return (
    <Notice tone={TONE[level]} role={level === 'dangerous' ? 'alert' : 'status'}>
      <div className="grid gap-2.5">
        <div>
          <RoleTitle role={role} />
          {rights.length > 0 && <RoleRights rights={rights} />}
          {(level === 'writes' || level === 'dangerous') && <p className="mt-1.5">{t(`help.${level}`)}</p>}
        </div>
        {children}
      </div>
    </Notice>
  );
}
