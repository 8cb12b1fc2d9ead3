import * as z from 'zod';
import { USABLE } from '@/lib/contracts/profile';
import { type ProfileDetailsQuery, ProfileSort, type SortOrder } from '@/lib/contracts/profile-list';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Db } from '@/lib/platform/db';
import { decodeCursor, encodeCursor } from '../storage/paging';
import { matching } from './profiles';

/** What somebody has to do something about comes first. */
const BY_ATTENTION = [
  'needs_reconnect',
  'error',
  'revoked',
  'expiring',
  'unreachable',
  'pending',
  'disconnected',
  'disabled',
  'connected',
];

const FIRST_IS_LARGEST: readonly ProfileSort[] = ['created', 'tools', 'last_used'];

/** Where a page ended: by the values, so that a profile that is deleted meanwhile does not end the list. */
const Position = z.object({
  sort: ProfileSort,
  key: z.union([z.string(), z.number()]),
  at: z.iso.datetime(),
  id: z.uuid(),
});
type Position = z.infer<typeof Position>;

const shape = {
  id: true,
  displayName: true,
  enabledTools: true,
  isDefault: true,
  lastUsedAt: true,
  createdAt: true,
  connection: { select: { status: true, unreachableSince: true } },
} satisfies Prisma.ProfileSelect;
type Row = Prisma.ProfileGetPayload<{ select: typeof shape }>;

// "Gmail 2" before "Gmail 10", and "Ángel" beside "Angel", whichever collation the database has.
const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** That order alone is read from an index, a page at a time. */
export function isNewestFirst({ sort = 'created', order }: ProfileDetailsQuery): boolean {
  return sort === 'created' && order !== 'asc';
}

/** The ids of a page, in order. Reads the few columns that decide of every profile of the account that fits. */
export async function sortProfiles(
  tx: Db,
  accountId: string,
  { sort = 'created', order, cursor, ...query }: ProfileDetailsQuery,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const from = cursor ? decodeCursor(Position.extend({ sort: z.literal(sort) }), cursor) : null;
  const compare = comparing(order ?? (FIRST_IS_LARGEST.includes(sort) ? 'desc' : 'asc'));
  const rows = await tx.profile.findMany({ where: { accountId, ...matching(query) }, select: shape });
  const sorted = rows.map((row) => positionOf(row, sort)).sort(compare);
  const rest = from ? sorted.filter((position) => compare(position, from) > 0) : sorted;
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return { ids: page.map(({ id }) => id), nextCursor: rest.length > query.limit && last ? encodeCursor(last) : null };
}

function positionOf(row: Row, sort: ProfileSort): Position {
  return { sort, key: keyOf(row, sort), at: row.createdAt.toISOString(), id: row.id };
}

function keyOf({ displayName, enabledTools, lastUsedAt, createdAt, ...row }: Row, sort: ProfileSort): string | number {
  if (sort === 'name') return displayName;
  if (sort === 'tools') return enabledTools.length;
  if (sort === 'last_used') return lastUsedAt?.getTime() ?? 0;
  if (sort === 'created') return createdAt.getTime();
  const status = row.connection?.status ?? 'pending';
  const isUsable = USABLE.some((usable) => usable === status);
  if (sort === 'preferred') return (isUsable ? 0 : 2) + (row.isDefault ? 0 : 1);
  return BY_ATTENTION.indexOf(isUsable && row.connection?.unreachableSince ? 'unreachable' : status);
}

function comparing(order: SortOrder) {
  const sign = order === 'asc' ? 1 : -1;
  return (one: Position, other: Position) =>
    sign * compareKeys(one.key, other.key) || other.at.localeCompare(one.at) || other.id.localeCompare(one.id);
}

function compareKeys(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return names.compare(String(one), String(other));
}
