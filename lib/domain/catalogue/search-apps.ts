import type { AppQuery } from '@/lib/contracts/app';
import type { AppCard } from '@/lib/contracts/app-list';
import type { Page } from '@/lib/contracts/paging';
import { invalidField } from '@/lib/errors';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Db } from '@/lib/platform/db';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { escapeLike } from '../storage/like';
import { type CardRow, connectedApps, inAccount, presentCard, providersFor } from './apps';
import { plainName } from './plain-name';
import { lookWhileSyncing } from './while-syncing';

/** How alike two names must be to be taken for a typo; Gmail and "gmial" share a fifth of their letters. */
const LIKENESS = '0.19';
const MAX_TYPOS = 2;
/** Shorter ones are in every name. */
const MIN_PLAIN = 3;

export type AppsFound = Page<AppCard> & { syncing: true | undefined };

/**
 * The registry's search: what the account connected first, then the exact name, then names that begin so, then other
 * matches by popularity. Only when nothing matches the words as they were typed, names are matched by likeness. With
 * `preferred`, only these providers are searched, and what several of them have comes once, through the first. While a
 * catalogue is read for the first time, a search that finds nothing waits a moment, and the answer says so.
 */
export async function searchApps(
  principal: Principal,
  query: AppQuery,
  preferred?: readonly string[],
): Promise<AppsFound> {
  const providers = preferred ? [...preferred] : await providersFor(principal, query.provider);
  const { found, isSyncing } = await lookWhileSyncing(
    providers,
    () => findPage(principal, query, { providers, isMerged: preferred !== undefined }),
    ({ items }) => items.length > 0,
  );
  return { ...found, syncing: isSyncing ? true : undefined };
}

async function findPage(
  principal: Principal,
  query: AppQuery,
  { providers, isMerged }: Pick<Search, 'providers' | 'isMerged'>,
): Promise<Page<AppCard>> {
  const text = normalize(query.q);
  const from = query.cursor ? readOffset(query.cursor) : { offset: 0, alike: false };
  const mayBeTypo = text !== '' && !query.cursor;
  return inAccount(principal, async (tx) => {
    const connected = await connectedApps(tx, principal);
    const search = { ...query, providers, text, offset: from.offset, connected, isMerged };
    let { alike } = from;
    let rows = await findRows(tx, search, alike);
    if (rows.length === 0 && mayBeTypo) {
      alike = true;
      rows = await findRows(tx, search, alike);
    }
    return {
      items: rows.slice(0, query.limit).map((row) => presentCard(row, connected)),
      nextCursor: rows.length > query.limit ? writeOffset(from.offset + query.limit, alike) : null,
    };
  });
}

type Search = Pick<AppQuery, 'limit' | 'category'> & {
  providers: string[];
  text: string;
  offset: number;
  connected: ReadonlySet<string>;
  isMerged: boolean;
};

async function findRows(tx: Db, search: Search, alike: boolean): Promise<CardRow[]> {
  const { providers, category, text, limit, offset, connected, isMerged } = search;
  if (alike) {
    await tx.$executeRaw`select set_config('pg_trgm.similarity_threshold', ${LIKENESS}, true),
      set_config('pg_trgm.word_similarity_threshold', '0.5', true)`;
  }
  const words = toPrefixQuery(text);
  const matching = alike
    ? Prisma.sql`(lower(name) % ${text} or ${text} <% lower(name))`
    : Prisma.sql`(search @@ to_tsquery('simple', ${words}) or lower(name) like ${`%${escapeLike(text)}%`} or slug like ${`${escapeLike(text)}%`}${alsoPlain(text)})`;
  const nearness = alike
    ? Prisma.sql`(levenshtein_less_equal(left(lower(name), 200), ${text}, ${MAX_TYPOS}) <= ${MAX_TYPOS}) desc,
        greatest(similarity(lower(name), ${text}), strict_word_similarity(${text}, lower(name))) desc,`
    : Prisma.sql`(lower(name) = ${text} or slug = ${text} or ${plainName(text)} = any(string_to_array(plain, ' '))) desc, (lower(name) like ${`${escapeLike(text)}%`}) desc,
        (search @@ to_tsquery('simple', ${
          words
            ? `${words
                .split(' & ')
                .map((word) => `${word}A`)
                .join(' & ')}`
            : ''
        })) desc,`;
  // Without anything connected there is nothing to put first, and the index on ranks answers alone.
  const own = connected.size > 0 ? Prisma.sql`(provider || ' ' || slug = any(${[...connected]})) desc,` : Prisma.empty;
  const found = Prisma.sql`(
    select * from apps
    where removed_at is null and provider = any(${providers})
      ${category ? Prisma.sql`and categories @> array[${category}]` : Prisma.empty}
      ${text === '' ? Prisma.empty : Prisma.sql`and ${matching}`}
  ) found`;
  return tx.$queryRaw<CardRow[]>`
    select provider, slug, name, description, icon_url as "iconUrl", auth_type as "authType", categories,
      is_verified as "isVerified"
    from ${isMerged ? oncePerName(found, providers) : found}
    order by ${own} ${text === '' ? Prisma.empty : nearness} rank, slug, provider
    limit ${limit + 1} offset ${offset}`;
}

/** `google_sheets`, `googlesheets` and "Google Sheets" are one app, however a provider writes it. */
function alsoPlain(text: string): Prisma.Sql {
  const plain = plainName(text);
  return plain.length < MIN_PLAIN ? Prisma.empty : Prisma.sql` or plain like ${`%${plain}%`}`;
}

/** The column `plain` begins with what `plainName` makes of the slug. */
function oncePerName(found: Prisma.Sql, providers: string[]): Prisma.Sql {
  return Prisma.sql`(
    select distinct on (split_part(plain, ' ', 1)) * from ${found}
    order by split_part(plain, ' ', 1), array_position(${providers}::text[], provider)
  ) merged`;
}

function normalize(q: string): string {
  return q.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, 100);
}

/** "google cal" → "google:* & cal:*"; whatever has a meaning in a tsquery is taken for a space. */
function toPrefixQuery(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.map((word) => `${word}:*`).join(' & ');
}

function writeOffset(offset: number, alike: boolean): string {
  return Buffer.from(JSON.stringify([offset, alike])).toString('base64url');
}

function readOffset(cursor: string): { offset: number; alike: boolean } {
  try {
    const [offset, alike] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Number.isSafeInteger(offset) && offset >= 0 && offset < 100_000) return { offset, alike: alike === true };
  } catch {}
  throw invalidField('cursor', say('calls.notOurCursor'));
}
