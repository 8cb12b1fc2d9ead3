import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { withClient } from '@/tests/support/sql';
import { makeFolder } from './installation';

export type OutsideDatabase = EmbeddedPostgres & {
  /** What an operator who brings a database must set. */
  settings: Record<'DATABASE_URL' | 'NEXTAUTH_SECRET' | 'SEAL_KEYS', string>;
};

/** A PostgreSQL that the product did not start, with an empty database on it whose owner may create roles, no more. */
export async function startOutsideDatabase(database: string): Promise<OutsideDatabase> {
  const { folder, remove } = makeFolder();
  const server = await startEmbeddedPostgres({ folder, password: 'outside', database });
  await withClient(server.url, async (client) => {
    await client.query("create role owner login password 'owner' createrole");
    await client.query(`alter database ${database} owner to owner`);
  });
  const ownerUrl = new URL(server.url);
  ownerUrl.username = 'owner';
  ownerUrl.password = 'owner';
  return {
    ...server,
    settings: {
      DATABASE_URL: ownerUrl.href,
      NEXTAUTH_SECRET: 'a secret of an operator who brings a database',
      SEAL_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
}
