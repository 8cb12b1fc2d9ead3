import * as z from 'zod';
import { OutboxEntry, type OutboxQuery } from '@/lib/contracts/outbox';
import { AppError } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import type { Principal } from '../identity/principal';

const Outbox = z.object({ outbox: z.array(OutboxEntry.extend({ external_user_id: z.string() })) });

/** What reached the sandbox's apps from this account: demo mode's mailbox. Everybody sees only their own. */
export async function listOutbox({ accountId, agentId }: Principal, query: OutboxQuery): Promise<OutboxEntry[]> {
  if (agentId) throw new AppError('forbidden', 'The key of an agent cannot see what others sent.');
  const url = new URL('/outbox', sandboxUrl());
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const response = await askSandbox(url);
  if (!accountId) return [];
  const { outbox } = Outbox.parse(await response.json());
  const names = await externalUserIdsOf(accountId);
  return outbox
    .filter(({ external_user_id }) => names.has(external_user_id))
    .map(({ external_user_id: _hidden, ...entry }) => entry);
}

/** Everybody's, because the sandbox keeps one: for admins. */
export async function clearOutbox(): Promise<void> {
  await askSandbox(new URL('/outbox', sandboxUrl()), { method: 'DELETE' });
}

function sandboxUrl(): string {
  const { SANDBOX_URL } = env();
  if (!SANDBOX_URL) throw new AppError('not_found', 'There is no demo here.');
  return SANDBOX_URL;
}

async function askSandbox(url: URL, init: RequestInit = {}): Promise<Response> {
  const { SANDBOX_TOKEN } = env();
  const headers = SANDBOX_TOKEN ? { 'x-sandbox-token': SANDBOX_TOKEN } : undefined;
  const response = await guardedFetch({ trusted: true, timeoutMs: 5_000 })(url, { ...init, headers }).catch((cause) => {
    throw new AppError('provider_unavailable', 'The sandbox does not answer.', { cause });
  });
  if (!response.ok) throw new AppError('provider_rejected', 'The sandbox refused.', { cause: response.status });
  return response;
}

async function externalUserIdsOf(accountId: string): Promise<Set<string>> {
  const rows = await asAccount(accountId, (tx) =>
    tx.profile.findMany({ where: { accountId }, select: { externalUserId: true }, distinct: ['externalUserId'] }),
  );
  return new Set([accountId, ...rows.map(({ externalUserId }) => externalUserId)]);
}
