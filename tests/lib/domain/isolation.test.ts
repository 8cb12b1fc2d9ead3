import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Scope } from '@/lib/contracts/scope';
import { routes } from '@/lib/generated/routes';
import { ask, type Caller } from '@/tests/support/ask';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeKey, makePerson, makeWorkspace, type TestPerson, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();
const ACCOUNTS = 50;
const SCOPES: Scope[] = ['tools:read', 'profiles:read', 'profiles:write', 'connections:write'];

type Somebody = {
  marker: string;
  as: Caller;
  userId: string | null;
  accountId: string;
  profileIds: string[];
  tokens: string[];
};
const everybody: Somebody[] = [];

/**
 * Half of them sign in, half are known by a key's user_id, in two workspaces. Whatever is theirs carries a word of
 * their own, so that one sight of another's word in an answer is a leak, wherever it stands.
 */
beforeAll(async () => {
  await readCatalogues('gmail');
  const workspaces = [await makeWorkspace('One'), await makeWorkspace('Two')];
  const keys = await Promise.all(workspaces.map((workspace) => makeKey(workspace, SCOPES)));
  for (let number = 0; number < ACCOUNTS; number += 1) {
    const workspace = workspaces[number % 2] as TestWorkspace;
    const marker = `marker${String(number).padStart(3, '0')}x`;
    everybody.push(
      number % 4 < 2
        ? await signedIn(await makePerson(workspace.id, 'member'), marker)
        : await known(keys[number % 2]?.key ?? '', marker),
    );
  }
  for (const [index, person] of everybody.entries()) await furnish(person, index);
}, 120_000);

async function signedIn(person: TestPerson, marker: string): Promise<Somebody> {
  if (Number(marker.slice(6, 9)) % 8 === 0)
    await connectAs(person, 'composio', { app: 'gmail', profile_name: `${marker} live` });
  const { cookie, accountId } = person;
  return { marker, as: { cookie }, userId: null, accountId, profileIds: [], tokens: [] };
}

async function known(key: string, marker: string): Promise<Somebody> {
  return { marker, as: { key }, userId: marker, accountId: '', profileIds: [], tokens: [] };
}

async function furnish(person: Somebody, index: number): Promise<void> {
  for (const provider of ['pipedream', 'composio']) {
    const body = { profile_name: `${person.marker} ${provider}`, app_slug: 'gmail' };
    const made = await call(person, 'POST', '/api/{provider}/profiles', { params: { provider }, body });
    expect(made.status).toBe(201);
    person.profileIds.push(made.json.profile_id as string);
    person.accountId = made.json.account_id as string;
  }
  if (index % 5 > 0) return;
  const token = await call(person, 'POST', '/api/{provider}/connection-tokens', {
    params: { provider: 'pipedream' },
    body: { app: 'gmail', profile_name: `${person.marker} token` },
  });
  person.tokens.push(token.json.token as string);
}

type Sent = { params?: Record<string, string>; body?: object; query?: string };

async function call(
  { as, userId }: Somebody,
  method: string,
  path: string,
  { params = {}, body, query = '' }: Sent = {},
) {
  const route = routes.find((candidate) => candidate.path === path && candidate.method === method);
  const separator = query ? '&' : '';
  const user = userId ? `${separator}user_id=${userId}` : '';
  const response = await ask(route?.handler, {
    ...{ as, method, params, path: `${path}?${query}${user}` },
    ...(method !== 'GET' && { body: body ?? {} }),
  });
  const text = await response.text();
  return { status: response.status, text, json: text ? JSON.parse(text) : null };
}

/** Everything that reads or changes one account's things, aimed at somebody's own or at somebody else's. */
type Aim = { profileId: string; token: string };
const ACTIONS: Record<string, (me: Somebody, aim: Aim) => Promise<{ status: number; text: string }>> = {
  'list profiles': (me) => call(me, 'GET', '/api/profiles', { query: 'limit=200' }),
  'list at a provider': (me) => call(me, 'GET', '/api/{provider}/profiles', { params: { provider: 'pipedream' } }),
  'list connections': (me) => call(me, 'GET', '/api/connections'),
  'list connections of a name': (me) =>
    call(me, 'GET', '/api/{provider}/connections', { params: { provider: 'composio' } }),
  'list actions of the day': (me) => call(me, 'GET', '/api/overview'),
  'list apps': (me) => call(me, 'GET', '/api/apps', { query: 'q=gmail' }),
  'list outbox': (me) => call(me, 'GET', '/api/outbox'),
  read: (me, aim) => call(me, 'GET', '/api/profiles/{profile_id}', one(aim)),
  'read at a provider': (me, aim) => call(me, 'GET', '/api/{provider}/profiles/{profile_id}', one(aim, 'pipedream')),
  tools: (me, aim) => call(me, 'GET', '/api/profiles/{profile_id}/tools', one(aim)),
  rename: (me, aim) =>
    call(me, 'PATCH', '/api/profiles/{profile_id}', { ...one(aim), body: { display_name: me.marker } }),
  'make default': (me, aim) =>
    call(me, 'PATCH', '/api/profiles/{profile_id}', { ...one(aim), body: { is_default: true } }),
  'switch tools': (me, aim) => call(me, 'PUT', '/api/profiles/{profile_id}/tools', { ...one(aim), body: { only: [] } }),
  check: (me, aim) => call(me, 'POST', '/api/profiles/{profile_id}/refresh', one(aim)),
  disconnect: (me, aim) => call(me, 'POST', '/api/profiles/{profile_id}/disconnect', one(aim)),
  'connect again': (me, aim) =>
    call(me, 'POST', '/api/{provider}/connection-tokens', {
      params: { provider: 'pipedream' },
      body: { profile_id: aim.profileId },
    }),
  'read a token': (me, aim) =>
    call(me, 'GET', '/api/{provider}/connection-tokens/{token}', {
      params: { provider: 'pipedream', token: aim.token },
    }),
  'open its server': (me, aim) =>
    call(me, 'POST', '/api/{provider}/mcp/discover', {
      params: { provider: 'pipedream' },
      body: { profile_id: aim.profileId },
    }),
};

function one({ profileId }: Aim, provider?: string): Sent {
  return { params: { profile_id: profileId, ...(provider && { provider }) } };
}

test('fifty accounts, whatever they ask for in whatever order, see and change their own things alone', async () => {
  const strangers = (me: Somebody) => everybody.filter(({ marker }) => marker !== me.marker);
  const step = fc.record({
    who: fc.nat(ACCOUNTS - 1),
    at: fc.nat(ACCOUNTS - 1),
    which: fc.nat(1),
    action: fc.constantFrom(...Object.keys(ACTIONS)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      await Promise.all(
        steps.map(async ({ who, at, which, action }) => {
          const me = everybody[who] as Somebody;
          const other = everybody[at] as Somebody;
          const aim = {
            profileId: other.profileIds[which] ?? '',
            token: other.tokens[0] ?? 'no-token-of-anybody-here',
          };
          const answer = await ACTIONS[action]?.(me, aim);
          const text = answer?.text ?? '';
          expect([action, answer?.status !== 500]).toEqual([action, true]);
          for (const stranger of strangers(me)) {
            expect([action, text.includes(stranger.marker), text.includes(stranger.accountId)]).toEqual([
              action,
              false,
              false,
            ]);
          }
          if (me !== other && !action.startsWith('list')) expect([action, answer?.status]).toEqual([action, 404]);
        }),
      );
    }),
    { numRuns: 25 },
  );
  const rows = await database.query<{ display_name: string; profile_name: string }>(
    'select display_name, profile_name from profiles',
  );
  expect(rows.length).toBeGreaterThan(100);
  for (const row of rows) expect(row.profile_name.startsWith(row.display_name.slice(0, 10))).toBe(true);
}, 180_000);
