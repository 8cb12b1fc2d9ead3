import { AdminProfilePage, AdminProfileQuery } from '@/lib/contracts/profile-list';
import { listWorkspaceProfiles } from '@/lib/domain/profiles/profiles';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    query: AdminProfileQuery,
    output: AdminProfilePage,
    audit: null,
    summary: 'Everybody’s profiles',
    tag: 'Admin',
  },
  async ({ principal, query }) => {
    const { items, nextCursor } = await listWorkspaceProfiles(principal, query);
    return { profiles: items, next_cursor: nextCursor };
  },
);
