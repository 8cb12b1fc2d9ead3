import * as z from 'zod';
import type { AuthType } from '@/lib/contracts/app';
import type { Page } from '@/lib/contracts/paging';
import type { CatalogueApp } from '../provider';
import { askRepeatedly } from '../upstream/ask';
import { type ComposioClient, SERVICE } from './client';
import { readPage } from './pages';

const Toolkit = z.object({
  slug: z.string().min(1),
  name: z.string().min(1),
  type: z.string().nullish(),
  auth_schemes: z.array(z.string()).nullish(),
  composio_managed_auth_schemes: z.array(z.string()).nullish(),
  no_auth: z.boolean().nullish(),
  meta: z
    .object({
      description: z.string().nullish(),
      logo: z.string().nullish(),
      categories: z.array(z.object({ name: z.string() })).nullish(),
      tools_count: z.number().nullish(),
    })
    .nullish(),
});

const Details = z.object({
  composio_managed_auth_schemes: z.array(z.string()).nullish(),
  auth_config_details: z.array(z.object({ mode: z.string() })).nullish(),
  get_current_user_endpoint: z.string().nullish(),
});
export type ToolkitDetails = z.infer<typeof Details>;

const PAGE_SIZE = 500;
/** Above any rank, so that the first is the most popular. */
const TOP = 1_000_000;

/** Sorted by use at the service, which is all that it says about popularity. */
export async function listToolkits(
  client: ComposioClient,
  { cursor, signal }: { cursor: string | null; signal: AbortSignal },
): Promise<Page<CatalogueApp>> {
  const { items, nextCursor, number } = await readPage(cursor, signal, (after, bounded) =>
    client.toolkits.list({ sort_by: 'usage', limit: PAGE_SIZE, ...(after && { cursor: after }) }, { signal: bounded }),
  );
  const ranked = items.map((item, index) => present(item, TOP - ((number - 1) * PAGE_SIZE + index)));
  return { items: ranked.filter((app) => app !== null), nextCursor };
}

export async function getToolkit(client: ComposioClient, slug: string, signal: AbortSignal): Promise<ToolkitDetails> {
  return askRepeatedly(SERVICE, signal, async (bounded) =>
    Details.parse(await client.toolkits.retrieve(slug, {}, { signal: bounded })),
  );
}

function present(found: unknown, popularity: number): CatalogueApp | null {
  const parsed = Toolkit.safeParse(found);
  // Nothing to run there.
  if (!parsed.success || parsed.data.meta?.tools_count === 0) return null;
  const { slug, name, type, meta, ...auth } = parsed.data;
  const auth_type = authTypeOf(auth.no_auth ? ['NO_AUTH'] : (auth.auth_schemes ?? []));
  return {
    slug,
    name,
    description: meta?.description ?? '',
    icon_url: meta?.logo || null,
    auth_type,
    categories: (meta?.categories ?? []).map((category) => category.name),
    is_verified: type !== 'custom',
    popularity,
    upstream: { auth_type, name, managed: (auth.composio_managed_auth_schemes ?? []).length > 0 },
  };
}

export function authTypeOf(schemes: string[]): AuthType {
  if (schemes.some((scheme) => scheme.includes('OAUTH'))) return 'oauth';
  return schemes.length === 0 || schemes.every((scheme) => scheme === 'NO_AUTH') ? 'none' : 'keys';
}
