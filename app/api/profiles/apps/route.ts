import { ProfileAppList } from '@/lib/contracts/profile-list';
import { listProfileApps } from '@/lib/domain/profiles/list-profile-apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    output: ProfileAppList,
    audit: null,
    summary: 'The apps that a user has profiles of',
    tag: 'Profiles',
  },
  async ({ principal }) => ({ apps: await listProfileApps(principal) }),
);
