import { DatabaseList } from '@/lib/contracts/database';
import { listDatabases } from '@/lib/domain/databases/databases';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    output: DatabaseList,
    audit: null,
    summary: 'The databases of a user, without their secrets',
    tag: 'Databases',
  },
  async ({ principal }) => ({ databases: await listDatabases(principal) }),
);
