import { DatabaseRemoval, DisconnectedDatabase } from '@/lib/contracts/database';
import { disconnectDatabase } from '@/lib/domain/databases/change-database';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'databases:write', account: 'required' },
    body: DatabaseRemoval,
    output: DisconnectedDatabase,
    audit: { action: 'database.disconnect', of: ({ body }) => ({ subject: body.db_id }) },
    summary: 'Close its connections and forget its settings',
    tag: 'Databases',
  },
  async ({ principal, body: { db_id } }) => {
    await disconnectDatabase(principal, db_id);
    return { success: true as const, db_id, status: 'disconnected' as const };
  },
);
