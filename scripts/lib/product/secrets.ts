import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { Stop } from '../stop';

const Secrets = z.object({ NEXTAUTH_SECRET: z.string(), SEAL_KEYS: z.string(), DATABASE_PASSWORD: z.string() });
export type Secrets = z.infer<typeof Secrets>;

/**
 * The secrets of an installation that keeps its own data: made at the first start and kept beside the data they
 * protect. Losing the file means losing every sealed credential, so it is never written over.
 */
export function keepSecrets(folder: string): { secrets: Secrets; made: string | null } {
  const file = path.join(folder, 'secrets.json');
  if (existsSync(file)) return { secrets: read(file), made: null };
  if (existsSync(path.join(folder, 'postgres'))) {
    throw new Stop(`"${file}" is missing, but the data it protects is there; put the file back.`);
  }
  const secrets: Secrets = {
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    SEAL_KEYS: `1:${randomBytes(32).toString('base64')}`,
    DATABASE_PASSWORD: randomBytes(24).toString('base64url'),
  };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { secrets, made: file };
}

/** The password of the application's database role: the same in every copy that shares the secret. */
export function appPassword(nextAuthSecret: string): string {
  return createHmac('sha256', nextAuthSecret).update('database-app-role').digest('base64url');
}

function read(file: string): Secrets {
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Stop(`"${file}" cannot be read; restore it from a backup, or the sealed data stays closed.`);
  }
}
