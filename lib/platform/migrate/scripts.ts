import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const MARK_DONE =
  'update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null';

/**
 * Sends a migration to the server as one message, which PostgreSQL runs as one transaction, together with the mark
 * that it is done: a process killed at any moment leaves a migration wholly applied or not at all. The adapter's own
 * way cuts the text at every semicolon, which breaks function bodies and leaves half of a failed migration behind.
 */
export function runScriptsWhole(
  factory: SqlMigrationAwareDriverAdapterFactory,
  connectionString: string,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      adapter.executeScript = (script) => execute(connectionString, script);
      return adapter;
    },
  };
}

async function execute(connectionString: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // The engine also makes its own table this way, before there is an entry to mark.
    const isMigration = !script.includes('_prisma_migrations');
    await client.query(isMigration ? `${script.trimEnd()}\n;${MARK_DONE}` : script);
  } finally {
    await client.end();
  }
}
