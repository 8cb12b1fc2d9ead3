import * as z from 'zod';
import { once } from '../once';
import { EnvError } from './env-error';
import { checkGroups } from './groups';
import { usesSandbox } from './sandbox';
import { type Env, EnvSchema } from './schema';

/** Read on first use rather than on import: a build must not need the settings of the machine it will run on. */
export function env(): Env {
  return once('env', () => {
    const values = parseEnv(process.env);
    process.env.NEXTAUTH_URL = values.appUrl; // next-auth takes its own address from nowhere else
    return values;
  });
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  // A variable that is set to nothing is the same as one that is not set: compose files write them that way.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) throw new EnvError(explain(parsed.error, given));
  checkGroups(given);
  const values = parsed.data;
  return {
    ...values,
    SANDBOX_URL: usesSandbox(values) ? values.SANDBOX_URL : undefined,
    appUrl: (values.APP_URL ?? `http://${browsable(values.HOST)}:${values.PORT}`).replace(/\/+$/, ''),
    sealKeys: readSealKeys(values.SEAL_KEYS, values.DB_ENCRYPTION_KEY),
    composioAuthConfigs: readAuthConfigs(given),
  };
}

function explain(error: z.ZodError, given: Record<string, unknown>): string {
  const missing = error.issues.filter((issue) => given[String(issue.path[0])] === undefined).map(({ path }) => path[0]);
  if (missing.length > 0) {
    return `These settings are missing: ${missing.join(', ')}. See .env.example for what each one is.`;
  }
  return error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`).join(' ');
}

function readSealKeys(keys: Map<number, Uint8Array> | undefined, former: string | undefined): Map<number, Uint8Array> {
  if (keys) return keys;
  if (!former) throw new EnvError('These settings are missing: SEAL_KEYS. See .env.example for what each one is.');
  const key = Buffer.from(former, 'base64');
  if (key.length !== 32) throw new EnvError('DB_ENCRYPTION_KEY must be 32 bytes in base64.');
  return new Map([[1, key]]);
}

function readAuthConfigs(given: Record<string, string | undefined>): Record<string, string> {
  const prefix = 'COMPOSIO_AUTH_CONFIG_';
  const found = Object.entries(given).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, id]) => [name.slice(prefix.length).toLowerCase(), z.string().parse(id)]));
}

/** 0.0.0.0 is where to listen, not where to go. */
function browsable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
