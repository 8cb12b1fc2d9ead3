import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
// The bindings are typed by what we call: the package ships no types for this entry.
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { once } from '../once';
import { runScriptsWhole } from './scripts';

type SchemaFile = { path: string; content: string };
type SchemaSource = { tag: 'empty' } | { tag: 'schemaDatamodel'; files: SchemaFile[] };

export type SchemaEngine = {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ stdout: string }>;
};

const filters = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own migration engine, as WebAssembly over our database driver. The binary that `prisma migrate` uses is
 * downloaded at install, which many networks refuse; this one arrives with its npm package.
 */
export async function openSchemaEngine(connectionString: string): Promise<SchemaEngine> {
  await once('schema-engine', load);
  const adapter = bindMigrationAwareSqlAdapterFactory(
    runScriptsWhole(new PrismaPg({ connectionString }), connectionString),
  );
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

/** Once per process: its bindings hold one instance, and a second one would take the first one's replies. */
async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  // The engine leaves its last words here; without a place for them it would die of that instead.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: reportPanic } });
  (instance.exports.__wbindgen_start as () => void)();
}

function reportPanic(message: string): never {
  throw new Error(`The migration engine gave up: ${message}`);
}

/** Applies what is in the folder and not yet in the database, as `prisma migrate deploy` does. */
export async function applyMigrations(engine: SchemaEngine, migrations: MigrationFile[]): Promise<string[]> {
  const migrationsList = {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
  return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
}

/** The SQL that turns one schema into the other; null stands for an empty database. */
export async function diffSchemas(engine: SchemaEngine, from: string | null, to: string): Promise<string> {
  const source = (content: string): SchemaSource => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'prisma/schema.prisma', content }],
  });
  const result = await engine.diff({
    from: from === null ? { tag: 'empty' } : source(from),
    to: source(to),
    script: true,
    exitCode: null,
    filters,
  });
  return result.stdout;
}

export type MigrationFile = { name: string; sql: string };
