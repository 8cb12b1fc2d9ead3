import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as audit } from '@/app/api/audit/route';
import { POST as accept } from '@/app/api/invites/by-token/[token]/accept/route';
import { GET as preview } from '@/app/api/invites/by-token/[token]/route';
import { GET as invites, POST as newInvite } from '@/app/api/invites/route';
import { GET as oneKey, DELETE as revoke } from '@/app/api/keys/[id]/route';
import { GET as keys, POST as newKey } from '@/app/api/keys/route';
import { GET as members } from '@/app/api/members/route';
import { GET as overview } from '@/app/api/overview/route';
import { POST as password } from '@/app/api/session/password/route';
import { GET as session } from '@/app/api/session/route';
import { GET as token } from '@/app/api/session/token/route';
import { POST as setup } from '@/app/api/setup/route';
import { authProviders } from '@/lib/http/auth-providers';
import { log, makeLog } from '@/lib/platform/log';
import { forget, once } from '@/lib/platform/once';
import { randomToken } from '@/lib/platform/seal/token';
import { ask, type Question } from './support/ask';
import { useDatabase } from './support/database';
import { cookieOf } from './support/people';

const database = useDatabase();
const secrets: { what: string; text: string }[] = [];
const lines: string[] = [];
const answers: { from: string; text: string }[] = [];

/** Notes a secret; what it is shows in a failure, the secret itself need not. */
function plant(what: string, text = `${what} ${randomToken()}`): string {
  secrets.push({ what, text });
  return text;
}

/** An answer that may show a secret once is read and not noted; every other one is searched. */
async function get(handler: unknown, question: Question, shows: 'nothing' | 'its secret' = 'nothing') {
  const response = await ask(handler, question);
  const text = await response.text();
  if (shows === 'nothing')
    answers.push({ from: `${question.method ?? ''} ${question.path ?? ''} ${response.status}`, text });
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  answers.push({ from: 'headers', text: JSON.stringify(headers) });
  return text ? JSON.parse(text) : null;
}

beforeAll(async () => {
  process.env.AGENT_API_KEY = plant('AGENT_API_KEY');
  forget('env');
  forget('log');
  once('log', () => makeLog('trace', { write: (line: string) => void lines.push(line) }));
  await live();
  log().info({ password: plant('a password in a log'), nested: { apiKey: plant('a key in a log') } }, 'planted');
  log().error({ cause: new Error(`postgres://x:${secrets.at(-1)?.text.replace(/ /g, '-')}@h/db`) }, 'planted');
  // Some twenty password hashes, each dear by design.
}, 180_000);

afterAll(() => {
  delete process.env.AGENT_API_KEY;
  forget('env');
});

/** The life of an installation, with everything secret in it noted on the way. */
async function live(): Promise<void> {
  const owner = { name: 'Ada', email: 'ada@example.com', workspace_name: 'Ada', password: plant('password at set-up') };
  const made = await get(setup, { body: owner });
  await get(setup, { body: { ...owner, password: plant('password at a second set-up') } });
  await get(setup, { body: `{"password": "${plant('password in broken JSON')}` });
  await get(setup, {
    body: { password: plant('password beside missing fields'), email: plant('password in the wrong field') },
  });
  let as = { cookie: await cookieOf(made.user.id) };
  plant('session cookie', as.cookie.split('=')[1]);

  for (let n = 0; n < 5; n += 1) await signIn('ada@example.com', plant(`wrong password ${n}`));
  await signIn('nobody@example.com', plant('password of nobody'));
  await signIn('ada@example.com', owner.password);

  await get(password, {
    as,
    body: { current_password: plant('wrong current password'), new_password: plant('refused new password') },
  });
  await get(password, { as, body: { current_password: owner.password, new_password: plant('new password') } });
  as = { cookie: await cookieOf(made.user.id) };
  plant('next session cookie', as.cookie.split('=')[1]);

  for (let n = 0; n < 3; n += 1) {
    const { token: jwt } = await get(token, { as }, 'its secret');
    await get(session, { as: { token: plant(`token ${n}`, jwt) } });
    await get(session, { as: { token: plant(`altered token ${n}`, `${jwt}x`) } });
  }
  for (let n = 0; n < 8; n += 1) {
    const { id, key } = await get(newKey, { as, body: { name: `key ${n}`, scopes: ['profiles:read'] } }, 'its secret');
    plant(`key ${n}`, key);
    await get(overview, { as: { key }, path: '/api/overview?user_id=x' });
    await get(keys, { as: { key } });
    await get(overview, { as: { key: plant(`altered key ${n}`, `${key.slice(0, -4)}AAAA`) } });
    await get(oneKey, { as, params: { id } });
    if (n % 2) await get(revoke, { as, params: { id }, method: 'DELETE' });
  }
  await get(newKey, { as, body: { name: '', scopes: [plant('key where a scope belongs')] } });
  for (let n = 0; n < 6; n += 1) {
    const { url } = await get(newInvite, { as, body: { role: 'member' } }, 'its secret');
    const link = plant(`invite ${n}`, url.split('/').at(-1));
    await get(preview, { params: { token: link } });
    await get(preview, { params: { token: plant(`altered invite ${n}`, `${link.slice(0, -4)}AAAA`) } });
    const guest = { name: 'Guest', email: `guest-${n}@example.com`, password: plant(`password of guest ${n}`) };
    await get(accept, { params: { token: link }, body: guest });
    await get(accept, { params: { token: link }, body: guest });
  }
  for (const handler of [audit, invites, keys, members, session]) await get(handler, { as });
}

async function signIn(email: string, given: string): Promise<void> {
  const provider = authProviders().find(({ id }) => id === 'credentials') as unknown as {
    options: { authorize(credentials: object, request: object): Promise<unknown> };
  };
  const answer = await provider.options.authorize({ email, password: given }, { headers: {} }).catch(String);
  answers.push({ from: `signing in as ${email}`, text: JSON.stringify(answer) });
}

const found = (text: string) => secrets.filter((secret) => text.includes(secret.text)).map(({ what }) => what);

test('at least fifty secrets were planted, all of them different', () => {
  expect(new Set(secrets.map(({ text }) => text)).size).toBe(secrets.length);
  expect(secrets.length).toBeGreaterThanOrEqual(50);
});

test('none is in a line of the log', () => {
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.flatMap(found)).toEqual([]);
});

test('none is in an answer, an error or a header, but for the one that shows it once', () => {
  expect(answers.length).toBeGreaterThan(60);
  expect(answers.flatMap(({ from, text }) => found(text).map((what) => `${what} in ${from}`))).toEqual([]);
});

test('none is in the clear in any column of any table', async () => {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`,
  );
  for (const { name } of tables) {
    const rows = await database.query<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`);
    expect([name, rows.flatMap(({ text }) => found(text))]).toEqual([name, []]);
  }
  expect(await database.query('select 1 from audit_events')).not.toEqual([]);
});

test('the search would find one that was there', () => {
  expect(found(`… ${secrets[0]?.text} …`)).toEqual([secrets[0]?.what]);
});
