import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { routes } from '@/lib/generated/routes';
import type { RouteHandler } from '@/lib/http/spec';
import { readCatalogues } from '@/tests/support/catalogue';
import { call, furnish, makeBackendKey, makeSomebody, type Sent, type Somebody } from '@/tests/support/fifty-accounts';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';
import { useShop } from '@/tests/support/shop-database';

const { database } = useProduct({ ALLOW_PRIVATE_HOSTS: 'true' });
const { shop } = useShop();
const ACCOUNTS = 50;
const everybody: Somebody[] = [];
const shopFields = { ...shop };

/** Left out of the crowd because they end what the steps after them need; each is tested where it stands. */
const LEFT_OUT = ['POST /api/session/sign-out-everywhere', 'POST /api/session/password'];

/** Read from the list of routes itself, so that an endpoint added later is held to this without being named here. */
const ENDPOINTS = routes.flatMap(({ method, path, handler }) => {
  const spec = (handler as unknown as Partial<RouteHandler>).spec;
  const name = `${method} ${path}`;
  return spec && !('public' in spec.access) && !LEFT_OUT.includes(name) ? [name] : [];
});

/** What a name in a path means when it is somebody's; null for what belongs to nobody in particular. */
const AIMS: Record<string, (whose: Somebody, which: number, endpoint: string) => string | null> = {
  profile_id: ({ profileIds }, which) => profileIds[which] ?? null,
  token: ({ token }) => token,
  db_id: ({ dbId }) => dbId,
  cursor: ({ cursor }) => cursor,
  id: ({ executionId }, _which, endpoint) => (endpoint.includes('/executions/') ? executionId : null),
};
/** The rest of a path. */
const PLACES: Record<string, string> = {
  ...{ name: 'gmail-find-email', slug: 'gmail', id: crypto.randomUUID(), user_id: crypto.randomUUID() },
};

/** Whose thing a body names is as much an aim as a name in the path. */
const BODIES: Record<string, (me: Somebody, whose: Somebody, which: number) => object> = {
  'POST /api/profiles': (me) => ({ ...newProfile(me), provider: 'pipedream' }),
  'POST /api/{provider}/profiles': newProfile,
  'PUT /api/profiles/{profile_id}': rename,
  'PATCH /api/profiles/{profile_id}': rename,
  'PUT /api/{provider}/profiles/{profile_id}': () => ({ is_default: true }),
  'PATCH /api/{provider}/profiles/{profile_id}': () => ({ is_active: true }),
  'PUT /api/profiles/{profile_id}/tools': () => ({ only: [] }),
  'PUT /api/{provider}/profiles/{profile_id}/tools': () => ({ only: [] }),
  'POST /api/{provider}/connection-tokens': namedProfile,
  'POST /api/{provider}/mcp/discover': namedProfile,
  'POST /api/{provider}/mcp/connect': (me, whose, which) => ({ ...namedProfile(me, whose, which), app_slug: 'gmail' }),
  'POST /api/tools/execute': (me, whose, which) => ({ ...namedProfile(me, whose, which), action: 'gmail-find-email' }),
  'POST /api/integrations/connect': () => ({ provider: 'slack', redirect_url: 'http://127.0.0.1:3000/apps' }),
  'POST /api/integrations/complete': () => ({ provider: 'gmail', state: 'a-state-of-nobody-at-all' }),
  'POST /api/integrations/disconnect': () => ({ provider: 'slack' }),
  'POST /api/databases/test': () => ({ ...shopFields, connection_name: 'Tried' }),
  'POST /api/databases/read-only-role': () => ({ ...shopFields, connection_name: 'Tried' }),
  'POST /api/databases/connect': (me) => ({ ...shopFields, connection_name: `${me.marker} ${crypto.randomUUID()}` }),
  'POST /api/databases/disconnect': (_me, { dbId }) => ({ db_id: dbId }),
  'PATCH /api/databases/{db_id}': (me) => ({ connection_name: `${me.marker} ${crypto.randomUUID()}` }),
  'POST /api/databases/{db_id}/query': () => ({ input: { query: 'select 1' } }),
  'POST /api/databases/{db_id}/saved-queries': () => ({
    ...{ name: `q_${crypto.randomUUID().slice(0, 8)}`, description: 'One.', statement: 'select 1', parameters: [] },
  }),
  'PATCH /api/databases/{db_id}/saved-queries/{name}': () => ({ description: 'Another.' }),
};
const NAMED_IN_BODY = ['profile_id', 'db_id'];

const QUERIES: Record<string, string> = {
  'GET /api/integrations/status': 'provider=gmail',
  'GET /api/databases/schema': 'db_type=postgres',
  'GET /api/profiles': 'limit=200',
};

/** Provider's own endpoints, at the provider that the profile belongs to. */
const PROVIDERS = ['pipedream', 'composio'];

type Aimed = Sent & { isAimed: boolean };

function aim(endpoint: string, me: Somebody, whose: Somebody, which: number): Aimed {
  const names = [...endpoint.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const own = names.flatMap((name) => {
    const value = AIMS[name]?.(whose, which, endpoint) ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  const unknown = names.filter((name) => !(name in AIMS) && !(name in PLACES) && name !== 'provider');
  if (unknown.length > 0) throw new Error(`${endpoint}: say in AIMS or PLACES what {${unknown.join()}} is.`);
  const provider = names.includes('token') ? 'pipedream' : (PROVIDERS[which] ?? '');
  const body = BODIES[endpoint]?.(me, whose, which) ?? {};
  return {
    params: { ...PLACES, provider, ...Object.fromEntries(own) },
    body,
    query: QUERIES[endpoint] ?? '',
    isAimed: own.length > 0 || NAMED_IN_BODY.some((name) => name in body),
  };
}

function newProfile({ marker }: Somebody): object {
  return { profile_name: `${marker} ${crypto.randomUUID()}`, app_slug: 'gmail' };
}

function rename({ marker }: Somebody): object {
  return { display_name: marker };
}

function namedProfile(_me: Somebody, { profileIds }: Somebody, which: number): object {
  return { profile_id: profileIds[which] };
}

/** Half of them sign in, half are known by a key's user_id, in two workspaces. */
beforeAll(async () => {
  await readCatalogues('gmail');
  const workspaces = [await makeWorkspace('One'), await makeWorkspace('Two')];
  const keys = await Promise.all(workspaces.map(makeBackendKey));
  for (let number = 0; number < ACCOUNTS; number += 1) {
    const workspace = workspaces[number % 2] as TestWorkspace;
    const key = number % 4 < 2 ? null : (keys[number % 2]?.key ?? '');
    everybody.push(await makeSomebody(workspace, key, `marker${String(number).padStart(3, '0')}x`));
  }
  for (const person of everybody) await furnish(person, shopFields, database.query);
}, 180_000);

/** Nothing of anybody else, in whatever words. */
function expectNothingOfOthers(endpoint: string, me: Somebody, text: string): void {
  const seen = everybody.filter(
    ({ marker, accountId }) => marker !== me.marker && (text.includes(marker) || text.includes(accountId)),
  );
  expect([endpoint, seen.map(({ marker }) => marker)]).toEqual([endpoint, []]);
}

describe('fifty accounts', () => {
  test('reach every endpoint there is', () => {
    expect(ENDPOINTS.length).toBeGreaterThan(80);
    for (const endpoint of LEFT_OUT) expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain(endpoint);
    const stale = [...Object.keys(BODIES), ...Object.keys(QUERIES)].filter((name) => !ENDPOINTS.includes(name));
    expect(stale).toEqual([]);
  });

  // Else the refusals below would prove nothing: a request that is wrong in itself is refused to its owner as well.
  test.each(ENDPOINTS.filter((name) => !name.startsWith('DELETE') && !name.includes('disconnect')))(
    'get an answer about their own things, or are told that it is not for members: %s',
    async (endpoint) => {
      const me = everybody[endpoint.includes('/session') ? 0 : 2] as Somebody;
      const { isAimed, ...sent } = aim(endpoint, me, me, 0);
      const { status, text } = await call(me, endpoint, sent);
      expectNothingOfOthers(endpoint, me, text);
      if (status === 404) expect(endpoint).toMatch(/\{name\}|\{slug\}/);
      else if (status !== 403)
        expect([endpoint, status, status < 422 || status > 499 ? '' : text]).toEqual([endpoint, status, '']);
      expect(status).not.toBe(500);
      if (isAimed && !text.includes('tool_disabled')) expect([endpoint, status]).not.toEqual([endpoint, 403]);
    },
  );

  test('whatever they ask for in whatever order, see and change their own things alone', async () => {
    const step = fc.record({
      who: fc.nat(ACCOUNTS - 1),
      at: fc.nat(ACCOUNTS - 1),
      which: fc.nat(1),
      endpoint: fc.constantFrom(...ENDPOINTS),
    });
    const asked = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 30 }), async (steps) => {
        await Promise.all(
          steps.map(async ({ who, at, which, endpoint }) => {
            const me = everybody[who] as Somebody;
            const other = everybody[at] as Somebody;
            const { isAimed, ...sent } = aim(endpoint, me, other, which);
            const { status, text } = await call(me, endpoint, sent);
            expect([endpoint, status]).not.toEqual([endpoint, 500]);
            expectNothingOfOthers(endpoint, me, text);
            if (!isAimed || me === other) return;
            asked.add(endpoint);
            expect([endpoint, status, text]).toEqual([endpoint, 404, expect.any(String)]);
          }),
        );
      }),
      { numRuns: 40 },
    );
    expect(asked.size).toBeGreaterThan(20);
  }, 240_000);

  test('every endpoint that can be aimed at somebody is, by everybody, and nothing of theirs has changed', async () => {
    const before = await thingsOf(everybody[1] as Somebody);
    const target = everybody[1] as Somebody;
    const aimed = ENDPOINTS.filter((endpoint) => aim(endpoint, target, target, 0).isAimed);
    expect(aimed.length).toBeGreaterThan(30);
    for (const [turn, endpoint] of aimed.entries()) {
      const attackers = [3, 4, 5, 6].map((step) => everybody[(turn + step) % ACCOUNTS] as Somebody);
      await Promise.all(
        attackers
          .filter((me) => me !== target)
          .map(async (me) => {
            const { isAimed: _isAimed, ...sent } = aim(endpoint, me, target, 0);
            const { status, text } = await call(me, endpoint, sent);
            expect([endpoint, status]).toEqual([endpoint, 404]);
            expectNothingOfOthers(endpoint, me, text);
          }),
      );
    }
    expect(await thingsOf(target)).toEqual(before);
  }, 120_000);
});

/** Everything of one account that a change could have touched. */
async function thingsOf({ accountId }: Somebody): Promise<unknown> {
  const tables = ['profiles', 'connections', 'connect_attempts', 'tool_executions', 'kept_results', 'revocations'];
  return Promise.all(
    tables.map((table) => database.query(`select * from ${table} where account_id = $1 order by 1`, [accountId])),
  );
}
