import { ProviderId } from '@/lib/contracts/app';
import type { AttentionItem, NextStep, Overview } from '@/lib/contracts/overview';
import { ConnectionStatus } from '@/lib/contracts/profile';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, type Db, db } from '@/lib/platform/db';
import { usesSandbox } from '../identity/demo';
import { isAdmin, type Principal } from '../identity/principal';
import { presentOutage } from '../profiles/reachability';

const HOUR_MS = 60 * 60 * 1000;
const HOURS = 24;
const MAX_SHOWN = 20;
const CONNECTED: ConnectionStatus[] = ['connected', 'expiring'];
const NEEDS_ATTENTION: ConnectionStatus[] = ['expiring', 'needs_reconnect', 'error', 'disconnected', 'revoked'];

/** What the first page shows: is everything connected, are calls going through, and what to do next. */
export async function getOverview(principal: Principal): Promise<Overview> {
  const since = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS);
  const { accountId } = principal;
  const seen = accountId ? await asAccount(accountId, (tx) => look(tx, accountId, since)) : NOTHING;
  const series = fillHours(since, seen.hours);
  return {
    profiles: seen.profiles,
    attention: seen.attention,
    calls: {
      since: since.toISOString(),
      total: series.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0),
      failed: series.reduce((sum, { failed }) => sum + failed, 0),
      series,
    },
    next_step: await nextStep(principal, seen),
    sandbox: usesSandbox(),
  };
}

type Hour = { at: Date; succeeded: number; failed: number };
type Seen = { profiles: Overview['profiles']; attention: AttentionItem[]; hours: Hour[]; hasCalled: boolean };

const NOTHING: Seen = {
  profiles: { total: 0, connected: 0, attention: 0 },
  attention: [],
  hours: [],
  hasCalled: false,
};

async function look(tx: Db, accountId: string, since: Date): Promise<Seen> {
  const total = await tx.profile.count({ where: { accountId } });
  const connected = await tx.connection.count({
    where: { accountId, status: { in: CONNECTED }, unreachableSince: null },
  });
  const unreachable = { status: { in: CONNECTED }, unreachableSince: { not: null } };
  const unwell = { accountId, OR: [{ status: { in: NEEDS_ATTENTION } }, unreachable] };
  const attention = await tx.connection.count({ where: unwell });
  const rows = await tx.connection.findMany({
    where: unwell,
    select: attentionShape,
    orderBy: { updatedAt: 'desc' },
    take: MAX_SHOWN,
  });
  const hours = await tx.$queryRaw<Hour[]>`
    select date_trunc('hour', executed_at) as at,
           count(*) filter (where status = 'succeeded')::int as succeeded,
           count(*) filter (where status <> 'succeeded')::int as failed
    from tool_executions where account_id = ${accountId}::uuid and executed_at >= ${since}
    group by 1`;
  const called = hours.length > 0 || (await tx.toolExecution.findFirst({ where: { accountId }, select: { id: true } }));
  return { profiles: { total, connected, attention }, attention: rows.map(present), hours, hasCalled: Boolean(called) };
}

const attentionShape = {
  status: true,
  unreachableSince: true,
  unreachableReason: true,
  profile: { select: { id: true, displayName: true, appSlug: true, provider: true } },
} satisfies Prisma.ConnectionSelect;

function present(row: Prisma.ConnectionGetPayload<{ select: typeof attentionShape }>): AttentionItem {
  const { status, profile } = row;
  return {
    profile_id: profile.id,
    name: profile.displayName,
    app_slug: profile.appSlug,
    provider: ProviderId.parse(profile.provider),
    status: ConnectionStatus.parse(status),
    unreachable: presentOutage(row),
  };
}

function fillHours(since: Date, hours: Hour[]): Overview['calls']['series'] {
  const found = new Map(hours.map((hour) => [hour.at.getTime(), hour]));
  return Array.from({ length: HOURS }, (_, index) => {
    const at = since.getTime() + index * HOUR_MS;
    const { succeeded = 0, failed = 0 } = found.get(at) ?? {};
    return { at: new Date(at).toISOString(), succeeded, failed };
  });
}

/** Keys are made by admins, so nobody else is sent to make one. */
async function nextStep(principal: Principal, { profiles, hasCalled }: Seen): Promise<NextStep | null> {
  if (profiles.total === 0) return 'connect_app';
  if (hasCalled) return null;
  if (!isAdmin(principal)) return 'call_tool';
  const keys = await db().apiKey.count({ where: { workspaceId: principal.workspaceId, revokedAt: null } });
  return keys === 0 ? 'create_key' : 'call_tool';
}
