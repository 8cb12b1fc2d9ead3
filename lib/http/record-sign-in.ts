import { recordAudit } from '@/lib/domain/identity/audit';
import type { Person } from '@/lib/domain/identity/people';

export function recordSignIn({ workspaceId, userId, email }: Person, through: string): Promise<void> {
  return recordAudit({
    workspaceId,
    actor: { kind: 'user', id: userId, name: email },
    action: 'session.create',
    subject: userId,
    detail: { through },
  });
}
