import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as read } from '@/app/api/executions/[id]/route';
import { GET as exportCsv } from '@/app/api/executions/export/route';
import { GET as live } from '@/app/api/executions/live/route';
import { GET as readRecording, PUT as setRecording } from '@/app/api/executions/recording/route';
import { GET as list } from '@/app/api/executions/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { GET as health } from '@/app/api/tools/health/route';
import { createKey, revokeKey } from '@/lib/domain/identity/keys';
import { changeRole } from '@/lib/domain/identity/memberships';
import { db } from '@/lib/platform/db';
import { endStreams } from '@/lib/platform/shutdown';
import { ask } from '@/tests/support/ask';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
let workspace: TestWorkspace;
let me: { cookie: string };

beforeEach(async () => {
  workspace = await makeWorkspace();
  me = { cookie: workspace.member.cookie };
});

type Seen = { provider: string; app: string };
type Row = { tool?: string; error?: string; status?: string; at?: string; app?: string; of?: string; count?: number };

/** As another process writes them. */
const record = ({ tool = 'T', error, status = 'failed', at, app = 'gmail', of, count = 1 }: Row = {}) =>
  database.query(
    `insert into tool_executions
       (account_id, provider, app_slug, tool_name, status, duration_ms, executed_at, error)
     select $1, 'composio', $2, $3, $4, 5, coalesce($5::timestamptz, now()) - n * interval '1 ms', $6
     from generate_series(1, $7) n`,
    [of ?? workspace.member.accountId, app, tool, status, at ?? null, error ?? null, count],
  );

test('the key of an agent sees what that agent did for a user, and nothing that others did', async () => {
  const { id: workspaceId, owner, member } = workspace;
  const agent = await db().agent.create({ data: { workspaceId, name: 'Helper', slug: 'helper' } });
  await record({ tool: 'BY_HAND' });
  await record({ tool: 'BY_AGENT' });
  await database.query(`update tool_executions set agent_id = $1 where tool_name = 'BY_AGENT'`, [agent.id]);
  const { key } = await createKey(owner.principal, { name: 'x', scopes: ['tools:read'], agent_id: agent.id });
  const headers = { 'x-user-id': member.externalId };
  const listed = await (await ask(list, { as: { key }, path: '/api/executions', headers })).json();
  expect(listed.executions.map((call: { tool_name: string }) => call.tool_name)).toEqual(['BY_AGENT']);
  const rows = await database.query<{ id: string }>(
    `select id from tool_executions where account_id = $1 order by tool_name`,
    [member.accountId],
  );
  const statuses = rows.map(async ({ id }) => (await ask(read, { as: { key }, params: { id }, headers })).status);
  expect(await Promise.all(statuses)).toEqual([200, 404]);
});

test('a call says for which user it was, and on which profile, as far as there still is one', async () => {
  const { profileId: id } = await connectProfile(url(), workspace.member.accountId);
  await record({ tool: 'HERS' });
  await database.query(`update tool_executions set profile_id = $1 where tool_name = 'HERS'`, [id]);
  const asked = { as: { cookie: workspace.owner.cookie }, path: '/api/executions?all=true' };
  const first = async () => (await (await ask(list, asked)).json()).executions[0];
  const { externalId, email } = workspace.member;
  const call = await first();
  expect(call).toMatchObject({ account_external_id: externalId, owner: email, profile_name: expect.any(String) });
  const opened = await ask(read, { as: asked.as, params: { id: call.id } });
  expect(await opened.json()).toMatchObject({ owner: email, profile_name: call.profile_name });
  await database.query(`delete from profiles where id = $1`, [id]);
  expect(await first()).toMatchObject({ owner: email, profile_name: null });
});

describe('calls as CSV', () => {
  const get = (query = '', as = me) => ask(exportCsv, { as, path: `/api/executions/export?${query}` });
  const rowsOf = async (query = '', as = me) => parse(await (await get(query, as)).text());

  test('name their columns, and a file for the browser to save', async () => {
    const response = await get();
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="executions.csv"');
    expect(await response.text()).toBe(
      'executed_at,id,provider,app_slug,tool_name,status,error_code,error,attempts,duration_ms,account_id,profile_id,agent_id,key_id,request_id\r\n',
    );
  });

  test.each(['said "no", twice', 'one\r\ntwo', 'a;b', 'plain', 'Größe 漢字 🎉', '"', ','])(
    'keep %j as it is',
    async (error) => {
      await record({ error });
      const [head = [], row = []] = await rowsOf();
      expect(row).toHaveLength(head.length);
      expect(row[head.indexOf('error')]).toBe(error);
    },
  );

  test.each(['=cmd|"/c calc"!A1', '+1', '-2+3', '@SUM(A1)', '\tx', '\r=1', '＝1'])(
    '%j, which a spreadsheet would run, is text',
    async (error) => {
      await record({ error });
      const [head = [], row = []] = await rowsOf();
      expect(row[head.indexOf('error')]).toBe(`'${error}`);
    },
  );

  test('follow the same filters as the list', async () => {
    await record({ tool: 'A', status: 'succeeded', at: '2026-11-01T10:00:00Z' });
    await record({ tool: 'B', app: 'slack', at: '2026-11-02T10:00:00Z' });
    const tools = async (query: string) => (await rowsOf(query)).slice(1).map((row) => row[4]);
    expect(await tools('status=succeeded')).toEqual(['A']);
    expect(await tools('app=slack')).toEqual(['B']);
    expect(await tools('until=2026-11-02T00:00:00Z')).toEqual(['A']);
    expect(await tools('')).toEqual(['B', 'A']);
    expect((await get('status=nonsense')).status).toBe(422);
  });

  test('are one’s own; everybody’s are for admins, who are told so before the file begins', async () => {
    await record({ of: workspace.admin.accountId, tool: 'theirs' });
    await record({ of: (await makeWorkspace()).member.accountId, tool: 'elsewhere' });
    expect(await rowsOf()).toHaveLength(1);
    expect((await get('all=true')).status).toBe(403);
    const all = await rowsOf('all=true', { cookie: workspace.owner.cookie });
    expect(all.slice(1).map((row) => row[4])).toEqual(['theirs']);
  });

  test('come a page at a time, each call once, and stop when nobody reads on', async () => {
    await record({ count: 1_001 });
    const rows = await rowsOf();
    expect(rows).toHaveLength(1_002);
    expect(new Set(rows.map((row) => row[1])).size).toBe(1_002);
    const reader = (await get()).body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first.split('\r\n').length).toBeLessThan(210);
    await reader?.cancel();
  });
});

test('a time of the year 0, which PostgreSQL does not have, is no time; it was an error of ours', async () => {
  const position = { at: '0000-01-01T00:00:00.000Z', id: '9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63' };
  const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
  for (const query of ['since=0000-01-01T00:00:00Z', 'until=0000-12-31T00:00:00Z', `cursor=${cursor}`]) {
    const { status } = await ask(list, { as: me, path: `/api/executions?${query}` });
    expect([query, status]).toEqual([query, 422]);
  }
  const { status } = await ask(list, { as: me, path: '/api/executions?since=0001-01-01T00:00:00%2B14:00' });
  expect(status).toBe(200);
});

describe('calls as they happen', () => {
  async function watch(query = '', as: { cookie: string } | { key: string } = me) {
    const response = await ask(live, { as, path: `/api/executions/live?${query}` });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    let isOver = false;
    const reading = (async () => {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
      isOver = true;
    })();
    const tools = () => [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '{}']) => JSON.parse(data).tool_name);
    return { status: response.status, tools, isOver: () => isOver, stop: () => reader?.cancel(), reading };
  }
  const soon = { timeout: 5_000 };

  test('are told within moments, whoever made them, and only those that were asked for', async () => {
    await record({ tool: 'before' });
    const failures = await watch('status=failed');
    await record({ tool: 'good', status: 'succeeded' });
    await record({ tool: 'bad' });
    await record({ tool: 'theirs', of: workspace.admin.accountId });
    await expect.poll(failures.tools, soon).toEqual(['bad']);
    await failures.stop();
  });

  test('everybody’s are for admins', async () => {
    const { status } = await watch('all=true');
    expect(status).toBe(403);
  });

  test('end for a key that is revoked while it watches', async () => {
    const { id, key } = await makeKey(workspace, ['tools:read', 'admin']);
    const watching = await watch('all=true', { key });
    await record({ tool: 'first' });
    await expect.poll(watching.tools, soon).toEqual(['first']);
    await revokeKey(workspace.owner.principal, id);
    await expect.poll(watching.isOver, soon).toBe(true);
    await record({ tool: 'second' });
    expect(watching.tools()).toEqual(['first']);
  });

  test('end for an admin who is one no more', async () => {
    const watching = await watch('all=true', { cookie: workspace.admin.cookie });
    await changeRole(workspace.owner.principal, workspace.admin.userId, 'member');
    await expect.poll(watching.isOver, soon).toBe(true);
  });

  test('are told to each who asked for them, and never those from before they asked', async () => {
    const first = await watch();
    const same = await watch();
    const others = await watch('', { cookie: workspace.admin.cookie });
    await record({ tool: 'one' });
    await record({ tool: 'theirs', of: workspace.admin.accountId });
    await expect.poll(first.tools, soon).toEqual(['one']);
    const later = await watch();
    await record({ tool: 'two' });
    await expect.poll(first.tools, soon).toEqual(['one', 'two']);
    await expect.poll(same.tools, soon).toEqual(['one', 'two']);
    await expect.poll(later.tools, soon).toEqual(['two']);
    expect(others.tools()).toEqual(['theirs']);
    for (const watching of [first, same, others, later]) await watching.stop();
  });

  test('a call is told that began long ago and ended now', async () => {
    const watching = await watch();
    await record({ tool: 'long', at: new Date(Date.now() - 110_000).toISOString() });
    await expect.poll(watching.tools, soon).toEqual(['long']);
    await watching.stop();
  });

  test('cost the database little, however many watch: one stream each used to ask for itself every second', async () => {
    const reads = async () => {
      const [row] = await database.query<{ count: string }>(
        `select sum(seq_scan + coalesce(idx_scan, 0)) as count from pg_stat_user_tables
         where relname like 'tool_executions%'`,
      );
      return Number(row?.count);
    };
    const watching = await Promise.all(Array.from({ length: 60 }, (_, n) => watch(`q=${n}`)));
    await pause(2_000); // the statistics follow within a second
    const before = await reads();
    await pause(4_000);
    expect((await reads()) - before).toBeLessThan(600); // 1,780 then
    await Promise.all(watching.map(({ stop }) => stop()));
  });

  test('are told late, but told, when the database failed meanwhile', async () => {
    const watching = await watch();
    await database.query('alter table tool_executions rename request_id to request_id_away');
    await record({ tool: 'meanwhile' });
    await pause(2_500); // it is asked every second
    await database.query('alter table tool_executions rename request_id_away to request_id');
    await expect.poll(watching.tools, soon).toEqual(['meanwhile']);
    await watching.stop();
  });

  test('end when the process is told to stop', async () => {
    const watching = await watch();
    endStreams();
    await watching.reading;
    expect(watching.isOver()).toBe(true);
  });
});

describe('what is kept of a call', () => {
  const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };
  const owner = () => ({ cookie: workspace.owner.cookie });
  const keep = (keeps_payloads: boolean, as = owner()) =>
    ask(setRecording, { as, method: 'PUT', body: { keeps_payloads } });

  async function callAndRead() {
    const called = await ask(execute, { as: me, body: { action: 'gmail_send_email', params: mail } });
    const { execution_id: id } = await called.json();
    return (await ask(read, { as: me, params: { id } })).json();
  }

  test('is an admin’s to say, takes effect on the next call, and the call itself stays on record', async () => {
    await connectProfile(url(), workspace.member.accountId);
    expect(await callAndRead()).toMatchObject({ status: 'succeeded', parameters: mail });
    expect((await keep(false, me)).status).toBe(403);
    expect((await keep(false)).status).toBe(200);
    expect(await (await ask(readRecording, { as: owner() })).json()).toEqual({ keeps_payloads: false });
    await expect.poll(callAndRead).toMatchObject({ status: 'succeeded', parameters: null, response: null });
    await keep(true);
    await expect.poll(callAndRead).toMatchObject({ parameters: mail });
  });

  test('is nothing that the app or the call said, also where the call failed: the code remains', async () => {
    await connectProfile(url(), workspace.member.accountId);
    await keep(false);
    const calls = [
      { action: 'gmail_archive_email', params: { emailId: 'MY-PRIVATE-INPUT' } },
      { action: 'MY-PRIVATE-TOOL', params: {} },
    ];
    await expect.poll(callAndRead).toMatchObject({ parameters: null });
    const records = [];
    for (const body of calls) {
      const { error, execution_id: id } = await (await ask(execute, { as: me, body })).json();
      expect(JSON.stringify(error)).toContain('MY-PRIVATE');
      records.push(await (await ask(read, { as: me, params: { id } })).json());
    }
    expect(records).toMatchObject([
      { status: 'failed', error: null, parameters: null },
      { status: 'refused', error: null, error_code: 'not_found' },
    ]);
    expect(JSON.stringify(records[0])).not.toContain('MY-PRIVATE');
  });

  test('leaves other workspaces as they are', async () => {
    const { owner: other } = await makeWorkspace();
    await keep(false);
    const theirs = await ask(readRecording, { as: { cookie: other.cookie } });
    expect(await theirs.json()).toEqual({ keeps_payloads: true });
  });
});

describe('how the services are doing', () => {
  beforeAll(() => admin('DELETE', '/admin/faults'));
  const ofService = async () => {
    const { status, services } = await (await ask(health, { as: me })).json();
    return { status, slack: services.find(({ app }: { app: string }) => app === 'slack') };
  };

  test('is one word to a stranger, and state, breaker, latency and last success to who is known', async () => {
    await connectProfile(url(), workspace.member.accountId, { app: 'slack' });
    const call = () =>
      ask(execute, { as: me, body: { action: 'slack_send_message', params: { channel: '#general', text: 'Hi' } } });
    expect((await call()).status).toBe(200);
    expect(await ofService()).toEqual({
      status: 'ok',
      slack: {
        ...{ provider: 'pipedream', app: 'slack', status: 'ok', breaker: 'closed', last_failure_at: null },
        ...{ latency_ms: expect.any(Number), last_success_at: expect.any(String) },
      },
    });

    await admin('PUT', '/admin/faults', { app: 'slack', status: 503 });
    for (let number = 0; number < 12; number += 1) await call();
    expect(await ofService()).toMatchObject({ status: 'degraded', slack: { status: 'failing', breaker: 'open' } });
    expect(await (await ask(health)).json()).toEqual({ status: 'ok' });
  }, 60_000);

  test('is failing while the provider refuses the credentials of this installation, though no call is held back', async () => {
    await admin('DELETE', '/admin/faults');
    const { profileId } = await connectProfile(url(), workspace.member.accountId, { provider: 'composio' });
    const call = () =>
      ask(execute, { as: me, body: { action: 'GMAIL_LIST_LABELS', params: {}, profile_id: profileId } });
    const ofMail = async () => {
      const { status, services } = await (await ask(health, { as: me })).json();
      return { status, mail: services.find(({ provider, app }: Seen) => provider === 'composio' && app === 'gmail') };
    };
    await admin('PUT', '/admin/faults', { provider: 'composio', status: 401 });
    expect((await (await call()).json()).error).toMatchObject({ code: 'provider_misconfigured' });
    expect(await ofMail()).toMatchObject({
      status: 'degraded',
      mail: { status: 'failing', breaker: 'closed', last_success_at: null },
    });
    await admin('DELETE', '/admin/faults');
    await call();
    expect((await ofMail()).mail).toMatchObject({ status: 'ok' });
  });
});

/** RFC 4180, read by hand so that a mistake of the writer is not repeated by its reader. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (isQuoted && char === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted || (char !== ',' && char !== '\r')) cell += char;
    else {
      rows.at(-1)?.push(cell);
      cell = '';
      if (char === '\r') {
        rows.push([]);
        at += 1;
      }
    }
  }
  return rows.slice(0, -1);
}
