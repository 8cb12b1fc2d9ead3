import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Stop } from '../stop';

const MARK = 'lib/generated/prisma/schema-hash';

/** Prisma's client, made again only when the schema or Prisma changed: it takes two seconds. */
export async function generateDatabaseClient(): Promise<void> {
  const wanted = schemaHash();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    // The engine is only needed for commands we do not use; naming a file that exists keeps it from being downloaded.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Stop(`${stdout}${stderr}\nThe database client could not be made from the schema.`);
  writeFileSync(MARK, wanted);
}

function schemaHash(): string {
  const hash = createHash('sha256').update(readFileSync('prisma/schema.prisma'));
  return hash.update(readFileSync('node_modules/prisma/package.json')).digest('hex');
}
