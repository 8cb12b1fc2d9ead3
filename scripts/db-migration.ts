import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diffSchemas, openSchemaEngine } from '@/lib/platform/migrate/engine';
import { startEmbeddedPostgres } from './lib/embedded-postgres';
import { runCommand, Stop } from './lib/stop';

const SCHEMA = 'prisma/schema.prisma';
const FOLDER = 'prisma/migrations';
/** The schema that the last migration leads to; the next one is what lies between it and today's. */
const FORMER = `${FOLDER}/schema.prisma`;

/** `npm run db:migration -- name` writes the next migration; what the schema cannot say is added to it by hand. */
await runCommand(async () => {
  const name = process.argv[2] ?? '';
  if (!/^[a-z0-9_]+$/.test(name))
    throw new Stop('Name the migration in lower case: npm run db:migration -- add_colour');
  const former = existsSync(FORMER) ? readFileSync(FORMER, 'utf8') : null;
  const sql = await difference(former, readFileSync(SCHEMA, 'utf8'));
  if (/^\s*(--[^\n]*\s*)*$/.test(sql)) throw new Stop('The schema has not changed since the last migration.');

  const folder = path.join(FOLDER, `${timestamp(new Date())}_${name}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration.sql'), `-- Why: \n${sql}`);
  copyFileSync(SCHEMA, FORMER);
  console.log(
    `Wrote ${folder}/migration.sql. Say in its first line why, and whether it is safe while the old version still serves.`,
  );
  process.exit(0);
});

/** The engine wants a server even to compare two files; it gets one that lasts as long as the question. */
async function difference(former: string | null, today: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-migration-'));
  const server = await startEmbeddedPostgres({ folder, password: 'unused' });
  try {
    return await diffSchemas(await openSchemaEngine(server.url), former, today);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function timestamp(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}
