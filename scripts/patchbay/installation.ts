import { existsSync } from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/platform/env';
import { migrate } from '@/lib/platform/migrate';
import { forget } from '@/lib/platform/once';
import { findPostmaster } from '../lib/postgres/postmaster-file';
import { openDatabase } from '../lib/product/open-database';
import { appPassword, keepSecrets } from '../lib/product/secrets';
import { operatorSettings, type Variables } from '../lib/product/settings';
import { Stop } from '../lib/stop';

/**
 * Runs a command against the installation that the settings describe: the running one where there is one, else its
 * database alone, started for as long as the command takes. From here on the product's own code finds its settings.
 */
export async function withInstallation<Result>(work: () => Promise<Result>): Promise<Result> {
  const settings = operatorSettings();
  const folder = path.resolve(settings.DATA_DIR ?? '.data');
  if (!settings.DATABASE_URL && !existsSync(path.join(folder, 'postgres'))) {
    throw new Stop(`There is no installation in "${folder}" yet; run npm start first.`);
  }
  const stops: (() => Promise<void>)[] = [];
  const found = (await findRunning(folder, settings)) ?? (await openDatabase({ folder, settings, stops })).settings;
  Object.assign(process.env, definedOnly(found));
  forget('env');
  env();
  try {
    return await work();
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** The embedded server of a product that is running now; its lock is left alone. */
async function findRunning(folder: string, settings: Variables): Promise<Variables | null> {
  const server = settings.DATABASE_URL ? null : findPostmaster(path.join(folder, 'postgres'));
  if (!server?.port) return null;
  const { secrets } = keepSecrets(folder);
  const NEXTAUTH_SECRET = settings.NEXTAUTH_SECRET ?? secrets.NEXTAUTH_SECRET;
  const SEAL_KEYS = settings.SEAL_KEYS ?? (settings.DB_ENCRYPTION_KEY ? undefined : secrets.SEAL_KEYS);
  const ownerUrl = `postgresql://postgres:${secrets.DATABASE_PASSWORD}@127.0.0.1:${server.port}/patchbay`;
  const { appUrl } = await migrate({ ownerUrl, appPassword: appPassword(NEXTAUTH_SECRET) });
  return { NEXTAUTH_SECRET, SEAL_KEYS, DATABASE_APP_URL: appUrl };
}

function definedOnly(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
