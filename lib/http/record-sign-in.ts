import { recordAudit } from '@/lib/domain/audit';
import type { Person } from '@/lib/domain/people';

export function recordSignIn({ workspaceId, userId, email }: Person, through: string): Promise<void> {
  return recordAudit({
    workspaceId,
    actor: { kind: 'user', id: userId, name: email },
    action: 'session.create',
    subject: userId,
    detail: { through },
  });
}
