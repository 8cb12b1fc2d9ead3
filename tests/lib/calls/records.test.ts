import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordCall } from '@/lib/calls/record-call';
import { createKey } from '@/lib/domain/identity/keys';
import { readMetrics } from '@/lib/platform/metrics';
import { randomId } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { bundleSources, GATEWAY, start } from '@/tests/support/programs/programs';
import { useProduct } from '@/tests/support/running-product';

const { url, database } = useProduct();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
});

const count = async (ids: string[]) => {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int as count from tool_executions where id = any($1)',
    [ids],
  );
  return row?.count;
};

describe('records', () => {
  const recordOf = (id: string, accountId: string) => ({
    ...{ id, executed_at: new Date().toISOString(), account_id: accountId, profile_id: null, agent_id: null },
    ...{ key_id: null, provider: 'pipedream', app_slug: 'gmail', tool_name: 'gmail-send-email', error_code: null },
    ...{ status: 'succeeded' as const, error: null, attempts: 1, duration_ms: 3, request_id: 'request' },
  });

  test('of calls that end at the same time are all there when the calls are answered', async () => {
    const ids = Array.from({ length: 300 }, () => randomId());
    const payloads = { parameters: '{"a":1}', response: null };
    await Promise.all(ids.map((id) => recordCall(recordOf(id, workspace.owner.accountId), payloads, null)));
    expect(await count(ids)).toBe(300);
  });

  test('that the database does not take cost no other call its record', async () => {
    const ids = Array.from({ length: 20 }, () => randomId());
    const writing = ids.map((id, number) => {
      const parameters = number === 7 ? '{"broken": "\\ud800"}' : '{}';
      return recordCall(recordOf(id, workspace.owner.accountId), { parameters, response: null }, null);
    });
    await Promise.all(writing);
    expect(await count(ids)).toBe(20);
  });

  test('keep the words of a failure in which a server put what the database does not take', async () => {
    const id = randomId();
    const error = 'No such table: a\u0000b\ud800';
    await recordCall({ ...recordOf(id, workspace.owner.accountId), error }, { parameters: null, response: null }, null);
    expect(await database.query('select error from tool_executions where id = $1', [id])).toEqual([
      { error: 'No such table: a\ufffdb\ufffd' },
    ]);
  });

  test('that cannot be written yet are counted as waiting', async () => {
    const waiting = async () => /^patchbay_records_waiting (\d+)$/m.exec(await readMetrics())?.[1];
    expect(await waiting()).toBe('0');
    const blocker = new pg.Client({ connectionString: database.ownerUrl });
    await blocker.connect();
    await blocker.query('begin; lock table tool_executions in access exclusive mode');
    const ids = Array.from({ length: 3 }, () => randomId());
    const payloads = { parameters: null, response: null };
    const writing = ids.map((id) => recordCall(recordOf(id, workspace.owner.accountId), payloads, null));
    expect(await waiting()).toBe('3');
    await blocker.end();
    await Promise.all(writing);
    expect(await waiting()).toBe('0');
  });
});

test('killed in the middle of load, every call that was answered has its record', async () => {
  await connectProfile(url(), workspace.owner.accountId);
  const { key } = await createKey(workspace.owner.principal, { name: 'Load', scopes: ['tools:execute'] });
  await bundleSources([GATEWAY]);
  const gateway = await start('gateway');
  const answered: string[] = [];
  const worker = async () => {
    for (;;) {
      const response = await fetch(`${gateway.url}/api/tools/execute`, {
        method: 'POST',
        headers: { 'x-api-key': key, 'content-type': 'application/json' },
        body: JSON.stringify({ user_id: workspace.owner.externalId, action: 'gmail_find_email', params: {} }),
      });
      const { execution_id } = (await response.json()) as { execution_id: string };
      answered.push(execution_id);
      if (answered.length === 150) gateway.kill();
    }
  };
  await Promise.allSettled(Array.from({ length: 16 }, worker));
  expect(answered.length).toBeGreaterThanOrEqual(150);
  expect(await count(answered)).toBe(answered.length);
}, 60_000);
