import * as z from 'zod';
import type { AuditActor } from '@/lib/contracts/audit';
import { ConnectFailure, type ConnectionTokenState } from '@/lib/contracts/connection-token';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asSystem, type Db } from '@/lib/platform/db';
import { hashToken, sign } from '@/lib/platform/seal/token';
import { isSandboxed } from '../providers/open-provider';

export const ATTEMPT_LIFE_MS = 10 * 60 * 1000;

/** What was asked for when the attempt was made. */
export const AttemptRequest = z.object({
  externalUserId: z.string(),
  /** Who alone may go on: who pressed Connect, or whose key did. Null where a backend answers for its users. */
  startedBy: z.string().nullable(),
  profileName: z.string().optional(),
  displayName: z.string().optional(),
  enabledTools: z.array(z.string()).optional(),
  oauthAppId: z.string().optional(),
  /** The app as the caller named it, else its own name. Attempts that began before this version have none. */
  appName: z.string().optional(),
  /** That it connects an existing profile again. It is over when that profile is removed. */
  isReconnect: z.boolean().optional(),
});
export type AttemptRequest = z.infer<typeof AttemptRequest>;

/**
 * Who stands before us: the browser by its signed cookie, the person by their session. `actor` is who the audit trail
 * names where it is not that person.
 */
export type Visitor = { browser: string | null; userId: string | null; actor?: AuditActor };

const shape = {
  id: true,
  accountId: true,
  profileId: true,
  provider: true,
  appSlug: true,
  origin: true,
  redirectUrl: true,
  browserHash: true,
  userId: true,
  request: true,
  upstream: true,
  sealedResult: true,
  outcome: true,
  failure: true,
  reportedAt: true,
  expiresAt: true,
  completedAt: true,
  createdAt: true,
  account: { select: { workspaceId: true, userId: true } },
} satisfies Prisma.ConnectAttemptSelect;

/**
 * What the provider gave for each time that the link was opened, oldest first, the account that it named for the
 * attempt, and whether its browser has come back. Empty once nothing of the attempt is left at the provider.
 */
const Upstream = z.preprocess(
  // Attempts that began before this version kept the one start alone.
  (kept: object) => ('starts' in kept || Object.keys(kept).length === 0 ? kept : { starts: [kept] }),
  z.object({
    starts: z.array(z.record(z.string(), z.json())).default([]),
    named: z.string().nullable().default(null),
  }),
);

export type Attempt = Omit<Prisma.ConnectAttemptGetPayload<{ select: typeof shape }>, 'request' | 'upstream'> & {
  request: AttemptRequest;
  upstream: z.infer<typeof Upstream>;
};

/** What became of an attempt when somebody came back. */
export type FinishedAttempt =
  | { kind: 'completed'; profileId: string; attempt: Attempt }
  | { kind: 'confirm' | 'pending'; attempt: Attempt }
  | { kind: 'problem'; failure: ConnectFailure; attempt: Attempt | null };

/** Only who was given the token can know it; the account it belongs to is learned from it. */
export function findAttemptByToken(token: string): Promise<Attempt | null> {
  return findAttempt({ tokenHash: hashToken(token) });
}

export function findAttemptByState(state: string): Promise<Attempt | null> {
  return findAttempt({ stateHash: hashToken(state) });
}

export async function findAttempt(where: Prisma.ConnectAttemptWhereInput): Promise<Attempt | null> {
  const row = await asSystem((tx) => tx.connectAttempt.findFirst({ where, select: shape }));
  return row && toAttempt(row);
}

export async function findAttempts(tx: Db, where: Prisma.ConnectAttemptWhereInput, take: number): Promise<Attempt[]> {
  return (await tx.connectAttempt.findMany({ where, select: shape, take })).map(toAttempt);
}

/** What the provider carries to our callback. Made from the token, which only ever goes to whoever may connect. */
export function stateOfToken(token: string): string {
  return sign('connect-state', token);
}

/** Unguessable, for the address that the provider tells of this attempt; it proves nothing, it only hints. */
export function webhookNonce(attemptId: string): string {
  return `${attemptId}.${sign('connect-webhook', attemptId)}`;
}

export function isExpired({ expiresAt, outcome }: Pick<Attempt, 'expiresAt' | 'outcome'>): boolean {
  return expiresAt.getTime() <= Date.now() && (outcome === 'pending' || outcome === 'confirming');
}

/**
 * Why this visitor may not go on with the attempt, or null. An attempt belongs to the browser that opened it first and
 * to the person who started it: a link that was passed on never lands somebody's account in another's profile.
 */
export function refusalOf(attempt: Attempt, { browser, userId }: Visitor): ConnectFailure | null {
  if (attempt.outcome === 'completed') return 'used';
  if (attempt.outcome === 'cancelled') return 'cancelled';
  if (attempt.outcome === 'failed') return failureIn(attempt) ?? 'provider_rejected';
  if (isExpired(attempt)) return 'expired';
  if (isOtherBrowser(attempt, browser)) return 'other_browser';
  const { startedBy } = attempt.request;
  if (startedBy !== null && !userId) return 'sign_in';
  const expected = startedBy ?? attempt.userId ?? (userId ? attempt.account.userId : null);
  return expected !== null && userId !== expected ? 'other_person' : null;
}

/** Not the one that opened the link. */
export function isOtherBrowser({ browserHash }: Attempt, browser: string | null): boolean {
  return browserHash !== null && (!browser || hashToken(browser) !== browserHash);
}

/** Why it ended; of a pending one, why it could not start when it was last opened. */
export function failureIn({ failure }: Attempt): ConnectFailure | null {
  return ConnectFailure.nullable().catch('provider_rejected').parse(failure);
}

export function presentAttempt(attempt: Attempt): ConnectionTokenState {
  const { provider, appSlug, profileId, outcome, expiresAt } = attempt;
  return {
    status: isExpired(attempt) ? 'expired' : (outcome as ConnectionTokenState['status']),
    app: appSlug,
    provider,
    profile_id: outcome === 'completed' ? profileId : null,
    failure: isExpired(attempt) ? 'expired' : failureIn(attempt),
    expires_at: expiresAt.toISOString(),
    demo: isSandboxed(provider),
  };
}

function toAttempt(row: Prisma.ConnectAttemptGetPayload<{ select: typeof shape }>): Attempt {
  const request = AttemptRequest.parse(row.request);
  const attempt = { ...row, request, upstream: Upstream.parse(row.upstream) };
  const isOpen = row.outcome === 'pending' || row.outcome === 'confirming';
  return isOpen && hasLostProfile(attempt) ? { ...attempt, outcome: 'cancelled', failure: 'cancelled' } : attempt;
}

/** The profile that was to be connected again is gone: what somebody agrees to now is nobody's. */
export function hasLostProfile({ profileId, request }: Pick<Attempt, 'profileId' | 'request'>): boolean {
  return request.isReconnect === true && profileId === null;
}
