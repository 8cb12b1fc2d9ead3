import { DatabaseForm, DatabaseFormQuery } from '@/lib/contracts/database';
import { getDatabaseForm } from '@/lib/domain/databases/database-types';
import { inLanguage } from '@/lib/http/form-words';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'none' },
    query: DatabaseFormQuery,
    output: DatabaseForm,
    audit: null,
    summary: 'The form that connects a kind of database',
    tag: 'Databases',
  },
  async ({ principal, query }) => inLanguage(getDatabaseForm(query.db_type), principal.locale),
);
