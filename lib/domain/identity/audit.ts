import type { AuditActor, AuditEvent, AuditQuery } from '@/lib/contracts/audit';
import { JsonObject } from '@/lib/contracts/json';
import type { Page } from '@/lib/contracts/paging';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asWorkspace, db } from '@/lib/platform/db';
import { redact } from '@/lib/platform/redact';
import { readCursor, toPage } from '../storage/paging';
import type { Principal } from './principal';

export type NewAuditEvent = {
  workspaceId: string;
  accountId?: string | null;
  actor: AuditActor;
  action: string;
  subject?: string | null;
  detail?: JsonObject;
};

/** Appends to the trail, which nobody can change afterwards. Secrets are taken out whoever put them in. */
export async function recordAudit(event: NewAuditEvent): Promise<void> {
  const detail = JsonObject.parse(redact(event.detail ?? {}));
  // createMany, because reading the row back needs the right to see it, which the writer need not have.
  await db().auditEvent.createMany({ data: [{ ...event, detail }] });
}

export function actorOf(principal: Principal): AuditActor {
  const { userId, keyId, via } = principal;
  return { kind: via.kind === 'key' ? 'key' : 'user', id: userId ?? keyId, name: via.name };
}

/** What happened in the workspace, newest first. */
export async function listAuditEvents(principal: Principal, query: AuditQuery): Promise<Page<AuditEvent>> {
  const { limit, cursor, action, actor_id, account_id, since, until } = query;
  const where: Prisma.AuditEventWhereInput = {
    workspaceId: principal.workspaceId,
    ...(action && { action }),
    ...(actor_id && { actor: { path: ['id'], equals: actor_id } }),
    ...(account_id && { accountId: account_id }),
    at: { ...(since && { gte: since }), ...(until && { lt: until }) },
    ...olderThan(cursor),
  };
  const rows = await asWorkspace(principal.workspaceId, (tx) =>
    tx.auditEvent.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit + 1 }),
  );
  return toPage(rows.map(present), limit, ({ at, id }) => ({ at, id }));
}

function olderThan(cursor: string | undefined): Prisma.AuditEventWhereInput {
  if (!cursor) return {};
  const { at, id } = readCursor(cursor);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}

function present(row: Prisma.AuditEventGetPayload<object>): AuditEvent {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor as AuditActor,
    action: row.action,
    subject: row.subject,
    account_id: row.accountId,
    detail: row.detail as JsonObject,
  };
}
