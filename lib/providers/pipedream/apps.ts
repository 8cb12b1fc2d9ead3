import * as z from 'zod';
import type { Page } from '@/lib/contracts/paging';
import type { CatalogueApp } from '../provider';
import { authTypeOf } from './account';
import type { PipedreamClients } from './clients';
import { readPage } from './pages';

const App = z.object({
  id: z.string().nullish(),
  name_slug: z.string().min(1),
  name: z.string().min(1),
  description: z.string().nullish(),
  img_src: z.string().nullish(),
  auth_type: z.string().nullish(),
  categories: z.array(z.string()).nullish(),
  featured_weight: z.number().nullish(),
});

const PAGE_SIZE = 100;

/** Apps that have something to run, the best known first. An entry that cannot be read costs only itself. */
export async function listApps(
  { apps }: PipedreamClients,
  { cursor, signal }: { cursor: string | null; signal: AbortSignal },
): Promise<Page<CatalogueApp>> {
  const { items, nextCursor } = await readPage(cursor, signal, (after, abortSignal) =>
    apps.list(
      { after, limit: PAGE_SIZE, hasActions: true, sortKey: 'featured_weight', sortDirection: 'desc' },
      { abortSignal },
    ),
  );
  return { items: items.map(present).filter((app) => app !== null), nextCursor };
}

function present(found: unknown): CatalogueApp | null {
  const parsed = App.safeParse(found);
  if (!parsed.success) return null;
  const app = parsed.data;
  return {
    slug: app.name_slug,
    name: app.name,
    description: app.description ?? '',
    icon_url: app.img_src || null,
    auth_type: authTypeOf(app.auth_type),
    categories: app.categories ?? [],
    is_verified: true,
    popularity: app.featured_weight ?? 0,
    upstream: { id: app.id ?? null, auth_type: authTypeOf(app.auth_type), name: app.name },
  };
}
