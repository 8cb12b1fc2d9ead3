import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as execute } from '@/app/api/tools/execute/route';
import { accountFor } from '@/lib/domain/identity/accounts';
import { serveMcp } from '@/lib/mcp/serve';
import { ask, type Question } from '@/tests/support/ask';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const PER_KEY = 3;
const PER_ACCOUNT = 5;
const { url, admin, database } = useProduct({
  CALLS_PER_KEY: String(PER_KEY),
  CALLS_PER_ACCOUNT: String(PER_ACCOUNT),
});

let workspace: TestWorkspace;
let key: string;

beforeAll(() => admin('DELETE', '/admin/calls'));
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ key } = await makeKey(workspace, ['tools:read', 'tools:execute']));
  const accountId = (await accountFor(workspace.owner.principal, 'customer-7', { create: true })) ?? '';
  await connectProfile(url(), accountId);
});

const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

async function send(as: Question['as'] = { key }, headers: Record<string, string> = {}, params: object = mail) {
  const body = { user_id: 'customer-7', action: 'gmail_send_email', params };
  const response = await ask(execute, { as, body, headers });
  return { status: response.status, body: await response.json(), left: left(response), headers: response.headers };
}

const left = ({ headers }: Response) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`ratelimit-${name}`) ?? Number.NaN));

const sent = async () => (await admin('GET', '/admin/calls')).total;

describe('how much a caller may do', () => {
  test('is told with every answer, also that of a tool that failed', async () => {
    const answers = [await send(), await send({ key }, {}, { ...mail, to: '' }), await send()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ left: [limit, remaining] }) => [limit, remaining])).toEqual([
      [PER_KEY, 2],
      [PER_KEY, 1],
      [PER_KEY, 0],
    ]);
    for (const {
      left: [, , reset = 0],
    } of answers) {
      expect(reset).toBeGreaterThan(0);
      expect(reset).toBeLessThanOrEqual(60);
    }
  });

  test('once used up is 429 with when to come back, in words and in headers, and the tool is not called', async () => {
    for (let number = 0; number < PER_KEY; number += 1) await send();
    const refused = await send({ key }, { 'accept-language': 'es' });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(refused.status).toBe(429);
    expect(refused.left).toEqual([PER_KEY, 0, wait]);
    expect(refused.body).toMatchObject({
      success: false,
      error: { code: 'rate_limited', retry_after_s: wait, message: expect.stringMatching(/^Demasiadas/) },
    });
    expect(await sent()).toBe(PER_KEY);
    const [record] = await database.query('select status, error_code from tool_executions where id = $1', [
      refused.body.execution_id,
    ]);
    expect(record).toEqual({ status: 'refused', error_code: 'rate_limited' });
  });

  test('is each key’s own, until the account’s is used up by all of them together', async () => {
    for (let number = 0; number < PER_KEY; number += 1) await send();
    const second = await makeKey(workspace, ['tools:execute']);
    const answers = [await send(second), await send(second), await send(second)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.left.slice(0, 2)).toEqual([PER_ACCOUNT, 0]);
    expect(await sent()).toBe(PER_ACCOUNT);
  });

  test('is taken from by calls that are refused, too: each of them is on record', async () => {
    const call = (action: string) => ask(execute, { as: { key }, body: { user_id: 'customer-7', action, params: {} } });
    const unknown = await call('gmail_fly');
    expect([unknown.status, left(unknown)[1]]).toEqual([404, PER_KEY - 1]);
    expect((await send()).left[1]).toBe(PER_KEY - 2);
    expect((await call('gmail_fly')).status).toBe(404);
    expect((await call('gmail_fly')).status).toBe(429);
  });

  test('is the same over MCP, where the refusal is an answer that says when to try again', async () => {
    const call = async () => {
      const message = { method: 'tools/call', params: { name: 'gmail_send_email', arguments: mail } };
      const response = await serveMcp(
        new Request('http://127.0.0.1:3000/mcp', {
          method: 'POST',
          headers: {
            ...{ authorization: `Bearer ${key}`, 'x-user-id': 'customer-7', 'content-type': 'application/json' },
            accept: 'application/json, text/event-stream',
          },
          body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
        }),
      );
      return { left: left(response), result: (await response.json()).result };
    };
    for (let number = 1; number <= PER_KEY; number += 1) {
      expect((await call()).left.slice(0, 2)).toEqual([PER_KEY, PER_KEY - number]);
    }
    const { left: none, result } = await call();
    expect(none.slice(0, 2)).toEqual([PER_KEY, 0]);
    expect(result).toMatchObject({ isError: true, _meta: { 'patchbay/error': { code: 'rate_limited' } } });
    expect(result.content[0].text).toMatch(/Try again in \d+ s\./);
    expect(await sent()).toBe(PER_KEY);
  });
});
