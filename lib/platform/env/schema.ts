import * as z from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().min(32, 'needs at least 32 characters');
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/./, 'must be a postgresql:// address');
const httpUrl = z.url({ protocol: /^https?$/ });

/** An address that is shown to everybody, and that our paths are appended to. */
const publicUrl = httpUrl.refine(
  (text) => !URL.canParse(text) || isPlain(new URL(text)),
  'must be without user, password, query and fragment',
);

/** Pages and endpoints are at the root of an address: nothing serves them below a path. */
const rootUrl = publicUrl.refine(
  (text) => !URL.canParse(text) || new URL(text).pathname === '/',
  'must be without a path: the product is served at the root of an address',
);

function isPlain({ username, password, search, hash }: URL): boolean {
  return [username, password, search, hash].every((part) => part === '');
}

/**
 * `1:<base64 of 32 bytes>,2:<…>`: every master key that may still open something, by version. The highest seals.
 */
const sealKeys = z.string().transform((text, context) => {
  const keys = new Map<number, Uint8Array>();
  for (const part of text.split(',')) {
    const [version = '', encoded = ''] = part.trim().split(/:(.*)/s);
    const key = Buffer.from(encoded, 'base64');
    if (!/^[1-9]\d*$/.test(version) || key.length !== 32) {
      context.addIssue({ code: 'custom', message: 'must read version:base64 of 32 bytes, comma separated' });
      return z.NEVER;
    }
    if (keys.has(Number(version))) {
      context.addIssue({ code: 'custom', message: `names version ${Number(version)} twice` });
      return z.NEVER;
    }
    keys.set(Number(version), key);
  }
  return keys;
});

const hostnames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(
    z.array(
      z.string().regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/, 'must be host names without scheme or port, comma separated'),
    ),
  );

const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim().toLowerCase()))
  .pipe(
    z.array(
      z
        .string()
        .refine(
          (origin) =>
            origin === '*' || (/^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin),
          'must be origins such as https://app.example.com, comma separated, or *',
        ),
    ),
  );

/** Everything that can be set from outside. `.env.example` is held to this list by a test. */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),

  // Where it runs
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  APP_URL: rootUrl.optional(),
  /** Further names that this installation is reached by. */
  ALLOWED_HOSTS: hostnames.default([]),
  /** Pages of other sites that may use the API and MCP from a browser, with a key. */
  ALLOWED_ORIGINS: origins.default([]),
  DATA_DIR: z.string().default('.data'),
  WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  TRUST_PROXY: flag.default(false),

  // What it stands on
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl,
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: z
    .string()
    .regex(
      /^rediss?:\/\/[^/]+(\/\d*)?$/,
      'must be a redis:// address, with nothing after it but the number of a database',
    )
    .optional(),

  // Secrets
  NEXTAUTH_SECRET: secret,
  SEAL_KEYS: sealKeys.optional(),
  /** The name that the systems before this one used: one key of 32 bytes in base64, read as version 1. */
  DB_ENCRYPTION_KEY: z.string().optional(),
  AGENT_API_KEY: secret
    .regex(/^(?! )[\x20-\x7e]+(?<! )$/, 'must be what a header can carry: ASCII, without spaces at its ends')
    .optional(),

  // The first admin, without the screen
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(10).optional(),

  // Sign-in through an OpenID provider
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('SSO'),

  // Pipedream
  PIPEDREAM_ENABLED: flag.default(true),
  PIPEDREAM_CLIENT_ID: z.string().optional(),
  PIPEDREAM_CLIENT_SECRET: z.string().optional(),
  PIPEDREAM_PROJECT_ID: z.string().optional(),
  PIPEDREAM_PROJECT_ENVIRONMENT: z.enum(['development', 'production']).default('production'),
  PIPEDREAM_BASE_URL: httpUrl.default('https://api.pipedream.com'),
  PIPEDREAM_MCP_URL: httpUrl.default('https://remote.mcp.pipedream.net'),

  // Composio
  COMPOSIO_ENABLED: flag.default(true),
  COMPOSIO_API_KEY: z.string().optional(),
  COMPOSIO_BASE_URL: httpUrl.default('https://backend.composio.dev'),

  /** Whether the built-in sandbox stands in for providers without credentials; when absent, while none has any. */
  SANDBOX: flag.optional(),
  /** Set by the start command when it runs the sandbox. Absent in `env()` unless the sandbox stands in for somebody. */
  SANDBOX_URL: httpUrl.optional(),
  SANDBOX_OWN_ORIGIN: flag.default(false),
  SANDBOX_TOKEN: z.string().optional(),

  /** The passwordless demo: open until somebody set the product up when absent, always or never when given. */
  DEMO: flag.optional(),

  // Returning from a provider's consent page, when that is not APP_URL
  OAUTH_REDIRECT_BASE: publicUrl.optional(),

  // Databases
  ALLOW_PRIVATE_HOSTS: flag.default(false),

  // How many tool calls, each within one minute, and how many at a time through one provider
  CALLS_PER_KEY: z.coerce.number().int().min(1).default(60_000),
  CALLS_PER_ACCOUNT: z.coerce.number().int().min(1).default(6_000),
  CALLS_PER_PROVIDER: z.coerce.number().int().min(1).default(600_000),
  CALLS_AT_ONCE: z.coerce.number().int().min(1).default(256),

  // Evidence
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().optional(),
});

export type Env = z.infer<typeof EnvSchema> & {
  /** `COMPOSIO_AUTH_CONFIG_GMAIL=ac_…`, by lower-case app. */
  composioAuthConfigs: Record<string, string>;
  appUrl: string;
  sealKeys: ReadonlyMap<number, Uint8Array>;
};
