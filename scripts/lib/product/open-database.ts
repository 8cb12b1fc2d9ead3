import { existsSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '@/lib/platform/migrate';
import { MigrateError } from '@/lib/platform/migrate/migrate-error';
import { startEmbeddedPostgres } from '../embedded-postgres';
import { lockFolder } from '../folder-lock';
import { step } from '../progress';
import { Stop } from '../stop';
import { appPassword, keepSecrets } from './secrets';
import { checkSecretsAreGiven, type Variables } from './settings';
import { watchPostgres } from './watch-postgres';

type Request = {
  folder: string;
  settings: Variables;
  stops: (() => Promise<void>)[];
};
type Opened = {
  settings: Variables;
  sandboxFolder: string;
  /** For a start on the same folder, which waits then. */
  announceStop(): void;
};

/** The database that the settings ask for, migrated, and the settings that lead the server to it. */
export async function openDatabase(request: Request): Promise<Opened> {
  return request.settings.DATABASE_URL ? openGiven(request) : openOwn(request);
}

async function openGiven({ folder, settings }: Request): Promise<Opened> {
  checkSecretsAreGiven(settings);
  const { DATABASE_URL: ownerUrl = '', NEXTAUTH_SECRET: secret = '' } = settings;
  const DATABASE_APP_URL = await migrated(ownerUrl, settings.DATABASE_APP_URL, secret);
  // Copies beside each other share the folder, but each has a sandbox of its own.
  const sandboxFolder = path.join(folder, `port-${settings.PORT ?? 3000}`);
  return { settings: { DATABASE_APP_URL }, sandboxFolder, announceStop: () => {} };
}

async function openOwn({ folder, settings, stops }: Request): Promise<Opened> {
  const lock = await lockFolder(folder);
  stops.push(async () => lock.release());
  const { secrets, made } = keepSecrets(folder);
  if (made)
    console.log(`Made NEXTAUTH_SECRET, SEAL_KEYS and DATABASE_PASSWORD; they are kept in ${made}. Keep it safe.`);

  const isFirst = !existsSync(path.join(folder, 'postgres'));
  const options = { folder, password: secrets.DATABASE_PASSWORD, database: 'patchbay' };
  let server = await step(isFirst ? 'PostgreSQL, first start' : 'PostgreSQL', () => startEmbeddedPostgres(options));
  const watch = watchPostgres(server, async () => {
    server = await startEmbeddedPostgres(options);
    return server;
  });
  stops.push(async () => {
    watch.stop();
    await server.stop();
  });

  const NEXTAUTH_SECRET = settings.NEXTAUTH_SECRET ?? secrets.NEXTAUTH_SECRET;
  const SEAL_KEYS = settings.SEAL_KEYS ?? (settings.DB_ENCRYPTION_KEY ? undefined : secrets.SEAL_KEYS);
  const DATABASE_APP_URL = await migrated(server.url, undefined, NEXTAUTH_SECRET);
  const ALLOW_PRIVATE_HOSTS = settings.ALLOW_PRIVATE_HOSTS ?? 'true';
  return {
    settings: { NEXTAUTH_SECRET, SEAL_KEYS, DATABASE_APP_URL, ALLOW_PRIVATE_HOSTS },
    sandboxFolder: folder,
    announceStop: lock.announceStop,
  };
}

async function migrated(ownerUrl: string, appUrl: string | undefined, secret: string): Promise<string> {
  const done = await step('Migrations', () =>
    migrate({ ownerUrl, appUrl, appPassword: appPassword(secret) }).catch((error: unknown) => {
      throw error instanceof MigrateError ? new Stop(error.message) : error;
    }),
  );
  return done.appUrl;
}
