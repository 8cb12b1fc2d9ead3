import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Call, callTool } from '@/lib/calls/call-tool';
import { getExecution, listExecutions } from '@/lib/domain/records/executions';
import { log, makeLog } from '@/lib/platform/log';
import { forget, once } from '@/lib/platform/once';
import { randomId, randomToken } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();

const secrets: { what: string; text: string }[] = [];
const lines: string[] = [];
const executions: string[] = [];
let workspace: TestWorkspace;

const plant = (what: string, text = randomToken()) => {
  secrets.push({ what, text });
  return text;
};
const found = (text: string) => secrets.filter((secret) => text.includes(secret.text)).map(({ what }) => what);
const token = (what: string) => `xoxb-${plant(what)}`;

async function call(wanted: Partial<Call>): Promise<void> {
  const executionId = randomId();
  executions.push(executionId);
  const whole = { executionId, tool: 'gmail_send_email', input: {}, requestId: randomId(), ...wanted };
  await callTool(workspace.owner.principal, whole).catch(() => {});
}

const mail = { to: 'ada@example.com', subject: 'Hello' };

beforeAll(async () => {
  forget('log');
  once('log', () => makeLog('trace', { write: (line: string) => void lines.push(line) }));
  workspace = await makeWorkspace();
  await connectProfile(url(), workspace.owner.accountId);

  const bodies = [
    `the token is ${token('a token in a text')}`,
    `curl -H 'Authorization: Basic ${plant('a header in a command')}' https://api.example`,
    `host=db user=jane password=${plant('a password among settings')} dbname=app`,
    `host=db password='${plant('a quoted password')} with more' dbname=app`,
    `https://api.example/v1?access_token=${plant('a token in an address')}&page=2`,
    `redis://:${plant('a password without a user')}@cache.example`,
    `postgres://jane:${plant('a password in an address')}@db.example/app`,
    JSON.stringify({ user: 'jane', password: plant('a password in JSON') }),
    JSON.stringify(JSON.stringify({ api_key: plant('a key in JSON in JSON') })),
    `alter role jane with password '${plant('a password in SQL')}'`,
    `Cookie: theme=dark; session=${plant('a cookie')}`,
    `-----BEGIN PRIVATE KEY-----\n${plant('a private key')}\n-----END PRIVATE KEY-----`,
    `${'x'.repeat(7_900)} ${token('a token where the record is cut')}`,
    `${'x'.repeat(65_500)} ${token('a token where the search ends')}`,
  ];
  for (const body of bodies) await call({ input: { ...mail, body } });

  await call({ input: { ...mail, body: 'x', password: plant('a parameter named password') } });
  await call({ input: { deep: { er: [{ clientSecret: plant('a secret deep inside') }] } } });
  await call({
    input: {
      columns: ['id', 'password'],
      rows: [
        [1, plant('a column')],
        [2, plant('the next row')],
      ],
    },
  });
  await call({ input: { columns: [{ name: 'api_key', type: 'text' }], rows: [[plant('a described column')]] } });
  await call({
    input: {
      values: [
        ['id', 'password'],
        ['1', plant('a spreadsheet')],
      ],
    },
  });
  await call({ input: { env: [{ name: 'DB_PASSWORD', value: plant('a pair') }] } });
  await call({ input: { [token('the name of a parameter')]: 1 } });
  await call({ tool: `pb_abcd2345_${plant('one of our keys as the tool')}` });
  await call({ tool: token('a token as the tool') });
  await call({ tool: `https://api.example/?token=${plant('an address as the tool')}` });
  await call({ agent: token('a token as the agent') });
  await call({ profileId: token('a token as the profile') });
  await call({ cursor: token('a token as the cursor'), input: { ...mail, body: 'x' } });
  await call({ idempotencyKey: token('a token as the idempotency key'), input: { ...mail, body: 'x' } });
  await call({ idempotencyKey: `pb_abcd2345_${plant('one of our keys as the idempotency key')}`, input: mail });

  await admin('PUT', '/admin/faults', { app: 'gmail', status: 503, times: 10 });
  await call({ input: { ...mail, password: plant('a password in a call that fails') } });
}, 120_000);

afterAll(() => forget('log'));

test('the calls are on record, and what is no secret can be read there', async () => {
  const { items } = await listExecutions(workspace.owner.principal, { limit: 100, all: false });
  expect(items).toHaveLength(executions.length);
  const { parameters } = await getExecution(workspace.owner.principal, executions[2] ?? '');
  expect(parameters).toMatchObject({ ...mail, body: 'host=db user=jane password=[redacted] dbname=app' });
});

test('none of the secrets is in any column of any table', async () => {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`,
  );
  for (const { name } of tables) {
    const rows = await database.query<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`);
    expect([name, rows.flatMap(({ text }) => found(text))]).toEqual([name, []]);
  }
});

test('none is in a line of the log', () => {
  log().warn({ rows: [['password'], [secrets[0]?.text]] }, `for xoxb-${secrets[0]?.text}`);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.flatMap(found)).toEqual([]);
});

test('an idempotency key that holds a secret still works', async () => {
  const wanted = { idempotencyKey: token('a key that is used twice'), input: { ...mail, body: 'once' } };
  const before = await admin('GET', '/outbox');
  await call(wanted);
  await call(wanted);
  const after = await admin('GET', '/outbox');
  const sent = (outbox: unknown) => (outbox as { outbox: unknown[] }).outbox.length;
  expect(sent(after)).toBe(sent(before) + 1);
});

test('the search would find one that was there', () => {
  expect(secrets.length).toBeGreaterThanOrEqual(30);
  expect(found(`… ${secrets[0]?.text} …`)).toEqual([secrets[0]?.what]);
});
