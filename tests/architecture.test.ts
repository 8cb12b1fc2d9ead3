import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which of our folders each folder may import from, itself aside. Anything not listed is a mistake. */
const MAY_IMPORT: Record<string, string[]> = {
  'lib/contracts': [],
  'lib/platform': ['lib/errors', 'lib/sentence', 'lib/contracts', 'lib/generated'],
  'lib/providers': ['lib/contracts', 'lib/errors', 'lib/sentence', 'lib/platform'],
  'lib/calls': [
    'lib/contracts',
    'lib/errors',
    'lib/sentence',
    'lib/platform',
    'lib/providers',
    'lib/domain',
    'lib/generated',
  ],
  'lib/domain': ['lib/contracts', 'lib/errors', 'lib/sentence', 'lib/platform', 'lib/providers', 'lib/generated'],
  'lib/http': ['lib/contracts', 'lib/errors', 'lib/sentence', 'lib/platform', 'lib/domain', 'lib/generated'],
  'lib/mcp': ['lib/contracts', 'lib/errors', 'lib/sentence', 'lib/platform', 'lib/domain', 'lib/calls', 'lib/http'],
  'app/api': ['lib/contracts', 'lib/errors', 'lib/sentence', 'lib/domain', 'lib/calls', 'lib/http'],
  'app/mcp': ['lib/contracts', 'lib/errors', 'lib/sentence', 'lib/http', 'lib/mcp'],
  hooks: ['i18n', 'lib/contracts', 'lib/api-client', 'lib/preference-cookie'],
  components: ['hooks', 'i18n', 'lib/contracts', 'lib/api-client', 'lib/cn', 'lib/format', 'lib/preference-cookie'],
  sandbox: ['lib/contracts', 'lib/platform/heartbeat'],
};

const OURS = ['app', 'components', 'hooks', 'i18n', 'lib', 'sandbox', 'scripts', 'server', 'tests'];

describe('direction', () => {
  test.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
    const broken = sources(folder).flatMap((file) =>
      ownImports(file)
        .filter((target) => ![folder, ...allowed].some((prefix) => isWithin(target, prefix)))
        .map((target) => `${file} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('the rooms of the domain stand on each other in one order', () => {
    expect(readdirSync('lib/domain').sort()).toEqual([...DOMAIN_ROOMS].sort());
    const broken = DOMAIN_ROOMS.flatMap((room, floor) =>
      sources(`lib/domain/${room}`).flatMap((file) =>
        ownImports(file)
          .filter((target) => DOMAIN_ROOMS.slice(floor + 1).some((above) => isWithin(target, `lib/domain/${above}`)))
          .map((target) => `${file} → ${target}`),
      ),
    );
    expect(broken).toEqual([]);
  });

  test('the product needs nothing of its tests, nor they of what measures it', () => {
    const product = [
      ...OURS.filter((folder) => folder !== 'tests' && folder !== 'scripts').flatMap(sources),
      ...topLevel(),
    ];
    const checks = ['tests', 'e2e'].flatMap(sources);
    expect(importsOf(product, ['tests', 'e2e', 'bench'])).toEqual([]);
    expect(importsOf(checks, ['bench'])).toEqual([]);
  });

  test('what a browser runs works over plain http too, where a browser keeps some of itself back', () => {
    const files = ['app', 'components', 'hooks'].flatMap(sources).filter((file) => !file.startsWith('app/api/'));
    expect(files.filter((file) => /crypto\.(randomUUID|subtle)/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('what a browser runs reaches nothing of the server', () => {
    const broken = ['lib/api-client.ts', 'lib/cn.ts', 'lib/format.ts', 'lib/preference-cookie.ts'].flatMap((file) =>
      ownImports(file)
        .filter((target) => !['lib/contracts', 'lib/errors'].some((prefix) => isWithin(target, prefix)))
        .map((target) => `${file} → ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

/** Writes programs for readers of the API reference; it runs none of them. */
const EXAMPLES = 'components/reference/examples.ts';

/** What exists in one place, so that one place can be checked. Scripts run before and beside the product. */
const SINGLE_OWNERS: { what: string; pattern: RegExp; owners: string[] }[] = [
  {
    what: 'process.env',
    pattern: /\bprocess\.env\b/,
    owners: ['lib/platform/env', 'scripts', 'server', 'sandbox', 'instrumentation.ts', 'proxy.ts', EXAMPLES],
  },
  { what: 'PrismaClient', pattern: /\bnew PrismaClient\b/, owners: ['lib/platform/db.ts'] },
  { what: 'node:crypto', pattern: /from 'node:crypto'/, owners: ['lib/platform/seal', 'scripts', 'sandbox'] },
  { what: 'console', pattern: /\bconsole\.\w+\(/, owners: ['scripts'] },
  {
    what: 'a browser’s fetch',
    pattern: /(?<![.\w])fetch\(/,
    owners: ['lib/api-client.ts', 'lib/platform/outbound', 'lib/providers', 'scripts', 'sandbox', EXAMPLES],
  },
  { what: 'the session cookie', pattern: /next-auth\/jwt/, owners: ['lib/http/session-cookie.ts'] },
];

/** The rooms of the domain, from the ground up: each may use those before it, and none that comes after. */
const DOMAIN_ROOMS = [
  'storage',
  'identity',
  'providers',
  'catalogue',
  'profiles',
  'connections',
  'connect',
  'gateway',
  'records',
  'databases',
  'installation',
];

/** The file that writes a table, or the room whose files share it: a profile and its connection are one thing. */
const TABLE_OWNERS: Record<string, string> = {
  user: 'lib/domain/identity/users.ts',
  userIdentity: 'lib/domain/identity/identities.ts',
  endedSession: 'lib/domain/identity/ended-sessions.ts',
  workspace: 'lib/domain/identity/workspaces.ts',
  membership: 'lib/domain/identity/memberships.ts',
  invite: 'lib/domain/identity/invites',
  account: 'lib/domain/identity/accounts.ts',
  apiKey: 'lib/domain/identity/keys.ts',
  auditEvent: 'lib/domain/identity/audit.ts',
  accountDataKey: 'lib/domain/storage/data-keys.ts',
  providerSetting: 'lib/domain/providers/switch-provider.ts',
  app: 'lib/domain/catalogue',
  catalogueSync: 'lib/domain/catalogue/sync-catalogue.ts',
  tool: 'lib/domain/catalogue/discover-tools.ts',
  authConfig: 'lib/domain/catalogue/auth-configs.ts',
  mcpServer: 'lib/domain/catalogue/mcp-servers.ts',
  profile: 'lib/domain/profiles',
  connection: 'lib/domain/profiles',
  revocation: 'lib/domain/profiles/revocations.ts',
  connectAttempt: 'lib/domain/connect',
  providerWebhook: 'lib/domain/connect/provider-webhooks.ts',
  idempotencyRecord: 'lib/domain/records/idempotency.ts',
  keptResult: 'lib/domain/records/kept-results.ts',
};

/** Tables that no file of ours writes by name. */
const WRITTEN_OTHERWISE: Record<string, string> = {
  toolExecution: 'by a function of the database, which the recorder of calls runs',
  calledTool: 'by a trigger of tool_executions',
  rateLimit: 'by the library that counts',
  agent: 'by nothing yet',
  agentVersion: 'by nothing yet',
  healthCheck: 'by nothing yet',
  alert: 'by nothing yet',
};

describe('single owners', () => {
  test.each(SINGLE_OWNERS)('$what has its owner and no other', ({ pattern, owners }) => {
    const production = ['app', 'components', 'hooks', 'i18n', 'lib', 'sandbox', 'scripts', 'server'].flatMap(sources);
    const files = [...production, ...topLevel()].filter((file) => !owners.some((owner) => isWithin(file, owner)));
    expect(files.filter((file) => pattern.test(withoutComments(file)))).toEqual([]);
  });

  test('only the domain touches tables', () => {
    const users = ['app', 'lib', 'sandbox']
      .flatMap(sources)
      .filter((file) => ownImports(file).includes('lib/platform/db'));
    expect(users.filter((file) => !isWithin(file, 'lib/domain') && !isWithin(file, 'lib/platform'))).toEqual([]);
  });

  test('every table is named here', () => {
    const models = [...readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w)(\w+)/gm)];
    const tables = models.map(([, first = '', rest = '']) => first.toLowerCase() + rest);
    expect([...Object.keys(TABLE_OWNERS), ...Object.keys(WRITTEN_OTHERWISE)].sort()).toEqual(tables.sort());
  });

  test.each(Object.entries(TABLE_OWNERS))('the table behind %s is written by %s alone', (table, owner) => {
    const write = new RegExp(
      `\\.${table}\\s*\\.(create|createMany|update|updateMany|upsert|delete|deleteMany)(AndReturn)?\\(`,
    );
    const writers = sources('lib').filter((file) => write.test(withoutComments(file)));
    expect(writers.length).toBeGreaterThan(0);
    expect(writers.filter((file) => !isWithin(file, owner))).toEqual([]);
  });
});

describe('size and shape', () => {
  const files = ['app', 'components', 'hooks', 'i18n', 'lib', 'sandbox', 'scripts', 'server'].flatMap(sources);
  const lines = new Map(files.map((file) => [file, readFileSync(file, 'utf8').split('\n').length]));

  test('no file is longer than 300 lines', () => {
    expect([...lines].filter(([, count]) => count > 300)).toEqual([]);
  });

  test('nine files in ten are shorter than 130 lines', () => {
    const long = [...lines].filter(([, count]) => count >= 130);
    expect(long.length / lines.size, long.map(([file, count]) => `${file} ${count}`).join('\n')).toBeLessThan(0.1);
  });

  test('no barrels: an index re-exports nothing, except a provider’s', () => {
    const barrels = files
      .filter((file) => !isWithin(file, 'lib/providers'))
      .filter((file) => /^export \* from/m.test(readFileSync(file, 'utf8')) || isIndexOfExports(file));
    expect(barrels).toEqual([]);
  });

  test('no drawers: a folder or file says what is in it', () => {
    const drawers = [...files, ...sources('tests')].filter((file) =>
      /(^|\/)(utils?|helpers?|services?|common|misc)(\/|\.tsx?$)/.test(
        file.replace(/^scripts\/services\//, 'scripts/'),
      ),
    );
    expect(drawers).toEqual([]);
  });
});

function isWithin(file: string, prefix: string): boolean {
  return file === prefix || file.startsWith(`${prefix}/`) || file.replace(/\.tsx?$/, '') === prefix;
}

function importsOf(files: string[], folders: string[]): string[] {
  return files.flatMap((file) =>
    ownImports(file)
      .filter((target) => folders.some((folder) => isWithin(target, folder)))
      .map((target) => `${file} → ${target}`),
  );
}

/** Every source file of a folder; none for a folder that is not there. */
function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('lib/generated/'));
}

function topLevel(): string[] {
  return readdirSync('.').filter((name) => /\.ts$/.test(name) && !/\.d\.ts$|\.config\.ts$/.test(name));
}

/** The files of ours that a file imports, as paths from the root without their ending. */
function ownImports(file: string): string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name = '']) => name,
  );
  return found.flatMap((name) => {
    if (name.startsWith('@/')) return [name.slice(2)];
    return name.startsWith('.') ? [path.posix.join(path.posix.dirname(file), name)] : [];
  });
}

function withoutComments(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm, '');
}

function isIndexOfExports(file: string): boolean {
  if (!/(^|\/)index\.tsx?$/.test(file)) return false;
  const statements = withoutComments(file).trim();
  return statements !== '' && statements.replace(/export\s+(type\s+)?\{[^}]*\}\s+from\s+'[^']+';?/g, '').trim() === '';
}

test('every decision has a number of its own, and bears it in its title', () => {
  const records = readdirSync('docs/decisions').filter((name) => /^\d{4}-/.test(name));
  const numbers = records.map((name) => name.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
  const titles = records.map((name) => readFileSync(`docs/decisions/${name}`, 'utf8').slice(0, 7));
  expect(titles).toEqual(numbers.map((number) => `# ${number} `));
});

test('every folder that holds our code is known to this file', () => {
  const known = [
    ...OURS,
    'bench',
    'deploy',
    'docs',
    'e2e',
    'messages',
    'node_modules',
    'prisma',
    'public',
    'dist',
    'test-results',
  ];
  const folders = readdirSync('.', { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  expect(folders.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
});
