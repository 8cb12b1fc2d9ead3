import { CatalogueSyncList } from '@/lib/contracts/app-list';
import { listSyncs } from '@/lib/domain/catalogue/sync-state';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'none' },
    output: CatalogueSyncList,
    audit: null,
    summary: 'How far each catalogue was read, and whether its provider is on',
    tag: 'Apps',
  },
  async ({ principal }) => ({ syncs: await listSyncs(principal) }),
);
