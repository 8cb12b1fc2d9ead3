import type { Db } from '@/lib/platform/db';
import { shownLabel } from '../profiles/profiles';
import type { ExecutionRow } from './find-executions';

export type Named<Row> = Row & ProfileNames & { account_external_id: string; owner: string | null };
type ProfileNames = { profile_name: string | null; profile_label: string | null };

/** A record keeps ids. What people call the user and the profile is read when somebody looks, for the page alone. */
export async function withNames<Row extends ExecutionRow>(tx: Db, rows: Row[]): Promise<Named<Row>[]> {
  if (rows.length === 0) return [];
  const accountIds = [...new Set(rows.map(({ account_id }) => account_id))];
  const profileIds = [...new Set(rows.flatMap(({ profile_id }) => profile_id ?? []))];
  const accounts = await tx.account.findMany({
    where: { id: { in: accountIds } },
    select: { id: true, externalId: true, user: { select: { email: true } } },
  });
  const profiles = await tx.profile.findMany({
    where: { id: { in: profileIds } },
    select: { id: true, displayName: true, publicConfig: true, connection: { select: { connectedAt: true } } },
  });
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const profileOf = new Map(profiles.map((profile) => [profile.id, profile]));
  return rows.map((row) => {
    const account = accountOf.get(row.account_id);
    const profile = profileOf.get(row.profile_id ?? '');
    // It may have been connected to another account since: a call of before is not shown as made with that one.
    const connectedAt = profile?.connection?.connectedAt;
    const isOfNow = connectedAt !== undefined && connectedAt !== null && row.executed_at >= connectedAt;
    return {
      ...row,
      account_external_id: account?.externalId ?? '',
      owner: account?.user?.email ?? null,
      profile_name: profile?.displayName ?? null,
      profile_label: profile && isOfNow ? shownLabel(profile.publicConfig) : null,
    };
  });
}
