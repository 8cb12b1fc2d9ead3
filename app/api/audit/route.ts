import { AuditPage, AuditQuery } from '@/lib/contracts/audit';
import { listAuditEvents } from '@/lib/domain/identity/audit';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    audit: null,
    query: AuditQuery,
    output: AuditPage,
    tag: 'Evidence',
    summary: 'What was done in the workspace, by whom, newest first',
  },
  async ({ principal, query }) => {
    const { items, nextCursor } = await listAuditEvents(principal, query);
    return { events: items, next_cursor: nextCursor };
  },
);
