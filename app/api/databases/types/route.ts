import { DatabaseTypeList } from '@/lib/contracts/database';
import { listDatabaseTypes } from '@/lib/domain/databases/database-types';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'none' },
    output: DatabaseTypeList,
    audit: null,
    summary: 'The kinds of databases that can be connected',
    tag: 'Databases',
  },
  async () => ({ types: listDatabaseTypes() }),
);
