'use client';

import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { ConnectionForm } from '../use-connection-form';
import { ReaderOffer } from './reader-offer';
import { RoleAcceptance } from './role-acceptance';
import { RoleReport } from './role-report';

type Props = {
  connection: ConnectionForm;
  role: DatabaseRole;
  /** Whether saving will ask for it: what is kept already was tried before. */
  needsAcceptance: boolean;
};

/** What the user in a form could do, a better one to take in its place, and what it takes to go on with this one. */
export function RoleOfForm({ connection, role, needsAcceptance }: Props) {
  const { isCreatingReader, createReader, isRoleAccepted, acceptRole } = connection;
  return (
    <RoleReport role={role}>
      {role.reader && (
        <ReaderOffer
          reader={role.reader}
          isPending={isCreatingReader}
          replaces={connection.isSaved}
          onCreate={createReader}
        />
      )}
      {role.level === 'dangerous' && needsAcceptance && (
        <RoleAcceptance isAccepted={isRoleAccepted} onChange={acceptRole} />
      )}
    </RoleReport>
  );
}
