import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { askRole } from '@/lib/providers/database/role';

/** What the user of an open database may do, by a server that is always asked. Closes the session. */
export async function checkRole(session: DatabaseSession): Promise<DatabaseRole> {
  try {
    const role = await askRole(session, AbortSignal.timeout(60_000));
    if (!role) throw new Error('This kind of database asks nobody.');
    return role;
  } finally {
    await session.close();
  }
}
