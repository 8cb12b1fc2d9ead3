import * as z from 'zod';
import { isId } from '@/lib/contracts/ids';
import { OutboxEntry, type OutboxQuery } from '@/lib/contracts/outbox';
import { AppError, notFound } from '@/lib/errors';
import { asAccount, asWorkspace, type Db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';

const Outbox = z.object({ outbox: z.array(OutboxEntry.extend({ external_user_id: z.string() })) });

/** What reached the sandbox's apps from this account: demo mode's mailbox. Everybody sees only their own. */
export async function listOutbox({ accountId, agentId }: Principal, query: OutboxQuery): Promise<OutboxEntry[]> {
  if (agentId) throw new AppError('forbidden', say('keys.agentSeesNothing'));
  const url = new URL('/outbox', sandboxUrl());
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const outbox = await readOutbox(url);
  if (!accountId) return [];
  const names = await externalUserIdsOf(accountId);
  return outbox
    .filter(({ external_user_id }) => names.has(external_user_id))
    .map(({ external_user_id: _hidden, ...entry }) => entry);
}

/** Everybody's of the workspace, for admins. The sandbox keeps one outbox for all workspaces, the demo's among them. */
export async function clearOutbox({ workspaceId }: Principal): Promise<void> {
  const url = new URL('/outbox', sandboxUrl());
  const senders = [...new Set((await readOutbox(url)).map(({ external_user_id }) => external_user_id))];
  const own = await asWorkspace(workspaceId, (tx) => findOwn(tx, workspaceId, senders));
  const headers = { 'content-type': 'application/json' };
  await askSandbox(url, { method: 'DELETE', headers, body: JSON.stringify({ external_user_ids: own }) });
}

/** Whoever a profile is connected as; that is its account, unless a caller named somebody else. */
async function findOwn(tx: Db, workspaceId: string, senders: string[]): Promise<string[]> {
  const [accounts, profiles] = await Promise.all([
    tx.account.findMany({ where: { workspaceId, id: { in: senders.filter(isId) } }, select: { id: true } }),
    tx.profile.findMany({
      where: { account: { workspaceId }, externalUserId: { in: senders } },
      select: { externalUserId: true },
      distinct: ['externalUserId'],
    }),
  ]);
  return [...accounts.map(({ id }) => id), ...profiles.map(({ externalUserId }) => externalUserId)];
}

async function readOutbox(url: URL): Promise<z.infer<typeof Outbox>['outbox']> {
  return Outbox.parse(await (await askSandbox(url)).json()).outbox;
}

function sandboxUrl(): string {
  const { SANDBOX_URL } = env();
  if (!SANDBOX_URL) throw notFound('demo');
  return SANDBOX_URL;
}

async function askSandbox(url: URL, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
  const { SANDBOX_TOKEN } = env();
  const headers = { ...init.headers, ...(SANDBOX_TOKEN && { 'x-sandbox-token': SANDBOX_TOKEN }) };
  const response = await guardedFetch({ trusted: true, timeoutMs: 5_000 })(url, { ...init, headers }).catch((cause) => {
    throw new AppError('provider_unavailable', say('demo.sandboxAway'), { cause });
  });
  if (!response.ok) throw new AppError('provider_rejected', say('demo.sandboxRefused'), { cause: response.status });
  return response;
}

async function externalUserIdsOf(accountId: string): Promise<Set<string>> {
  const rows = await asAccount(accountId, (tx) =>
    tx.profile.findMany({ where: { accountId }, select: { externalUserId: true }, distinct: ['externalUserId'] }),
  );
  return new Set([accountId, ...rows.map(({ externalUserId }) => externalUserId)]);
}
