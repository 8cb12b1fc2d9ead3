import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseEnv } from '@/lib/platform/env';
import type { Env } from '@/lib/platform/env/schema';
import { Stop } from '../stop';

export type Variables = Record<string, string | undefined>;

/** What was set by the operator, in the environment or in .env; the environment wins. */
export function operatorSettings(): Variables {
  if (existsSync('.env')) loadEnvFile('.env');
  const set = Object.entries(process.env).filter(([, value]) => value !== '');
  return Object.fromEntries(set);
}

/** With a database of the operator's own, secrets made here would be lost with this machine. */
export function checkSecretsAreGiven(settings: Variables): void {
  const missing = [
    ...(settings.NEXTAUTH_SECRET ? [] : ['NEXTAUTH_SECRET']),
    ...(settings.SEAL_KEYS || settings.DB_ENCRYPTION_KEY ? [] : ['SEAL_KEYS']),
  ];
  if (missing.length === 0) return;
  throw new Stop(
    `DATABASE_URL is set, so ${missing.join(' and ')} must be set too. See .env.example for what each is.`,
  );
}

/** The settings as the server will read them, so that a wrong one is told before anything is started. */
export function checked(settings: Variables): Env {
  return parseEnv({ DATABASE_APP_URL: 'postgresql://not-known-yet', ...settings });
}
