import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Call, callTool } from '@/lib/calls/call-tool';
import { toErrorBody } from '@/lib/errors';
import { translate } from '@/lib/http/translate';
import { toErrorResult } from '@/lib/mcp/tool-result';
import { readMetrics } from '@/lib/platform/metrics';
import { forget } from '@/lib/platform/once';
import { randomId } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();

let workspace: TestWorkspace;
let gmail: Awaited<ReturnType<typeof connectProfile>>;

const SEND = 'gmail_send_email';
const FIND = 'gmail_find_email';
const mail = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

beforeAll(async () => {
  workspace = await makeWorkspace();
  gmail = await connectProfile(url(), workspace.owner.accountId);
});

const call = (wanted: Partial<Call>) => {
  const executionId = randomId();
  const whole = { executionId, tool: SEND, input: {}, requestId: randomId(), ...wanted };
  return callTool(workspace.owner.principal, whole);
};

const record = async (id: string) => {
  const [row] = await database.query<Record<string, unknown>>('select * from tool_executions where id = $1', [id]);
  return row;
};

/** How many calls of Gmail ended in which way, as a scrape has it. */
const endings = async (): Promise<Record<string, number>> => {
  const text = await readMetrics();
  const lines = text.matchAll(/^patchbay_calls_total\{.*app="gmail".*outcome="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, outcome, count]) => [outcome, Number(count)]));
};

describe('a call', () => {
  test('runs the tool, answers, and left its record before it answered', async () => {
    const answer = await call({ input: mail });
    expect(answer).toMatchObject({ ok: true, reason: null });
    expect(await admin('GET', '/outbox')).toMatchObject({ outbox: [{ payload: mail }] });
    expect(await record(answer.executionId)).toMatchObject({
      status: 'succeeded',
      profile_id: gmail.profileId,
      app_slug: 'gmail',
      parameters: mail,
      attempts: 1,
    });
  });

  test('puts the opening of credentials into the audit trail, with who and why', async () => {
    const { executionId } = await call({ input: mail });
    const events = await database.query(
      `select * from audit_events where action = 'credentials.opened' and detail ->> 'execution_id' = $1`,
      [executionId],
    );
    expect(events).toMatchObject([{ subject: gmail.profileId, actor: { kind: 'user', id: workspace.owner.userId } }]);
  });

  test('that is refused is on record too, and nothing was sent', async () => {
    const executionId = randomId();
    await expect(call({ executionId, tool: 'gmail_fly' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await record(executionId)).toMatchObject({ status: 'refused', error_code: 'not_found', attempts: 0 });
  });

  test('is counted as often as it is on record, whatever became of it', async () => {
    const counted = async () => {
      const lines = (await readMetrics()).matchAll(/^patchbay_calls_total\{.*\} (\d+)$/gm);
      return [...lines].reduce((sum, [, times]) => sum + Number(times), 0);
    };
    const before = await counted();
    await call({ input: mail });
    await expect(call({ tool: 'gmail_fly' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(call({ input: {} })).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await counted()).toBe(before + 3);
    expect(await readMetrics()).toMatch(/^patchbay_calls_total\{.*app="".*outcome="not_found"\} \d+$/m);
  });

  test('whose tool runs and fails is an answer with the tool’s own words', async () => {
    const answer = await call({ input: { ...mail, to: '' } });
    expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(/./) });
    expect(await record(answer.executionId)).toMatchObject({ status: 'failed', error_code: null });
  });
});

describe('arguments that do not fit', () => {
  test('are refused by field and reason before anything is sent, and are on record', async () => {
    const executionId = randomId();
    const error = await call({ executionId, input: { to: 5, subject: 'Hello', body: 'Hi' } }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'invalid_request', detail: { fields: { to: 'must be text' } } });
    expect(translate(error, 'es').detail.fields).toEqual({ to: 'debe ser texto' });
    expect(toErrorResult(error, { requestId: 'r', locale: 'en' }).content).toMatchObject([
      { text: expect.stringContaining('- to: must be text') },
    ]);
    expect(await admin('GET', '/admin/calls')).toMatchObject({ total: 0 });
    expect(await record(executionId)).toMatchObject({ status: 'refused', error_code: 'invalid_request', attempts: 0 });
  });

  test('what is missing is named', async () => {
    const error = await call({ input: { to: 'ada@example.com' } }).catch((caught) => caught);
    expect(error.detail.fields).toEqual({ subject: 'is required', body: 'is required' });
  });
});

describe('when the service fails', () => {
  // What one test breaks is not held against the service in the next.
  beforeEach(() => forget('breakers'));

  test.each([
    ['was lost', { reset: true }],
    ['cannot be read', { malformed: true }],
    ['is an error of the service', { status: 502 }],
  ])('a write whose answer %s says that it may have been carried out, and is not sent again', async (_, how) => {
    const executionId = randomId();
    await admin('PUT', '/admin/faults', { app: 'gmail', ...how, when: 'after', times: 1 });
    const error = await call({ executionId, input: mail }).catch((caught) => caught);
    expect(error).toMatchObject({
      code: 'provider_unavailable',
      message:
        'There was a problem connecting to Gmail. It is not known whether the call was carried out: look before you try again.',
      detail: { outcome: 'unknown', provider: 'pipedream' },
    });
    expect(await admin('GET', '/admin/calls')).toMatchObject({ total: 1, repeated: 0 });
    expect(await record(executionId)).toMatchObject({ status: 'failed', error: error.message });
    expect(toErrorBody(error, 'r', 'en').error).toMatchObject({
      outcome: 'unknown',
      detail: { provider: 'pipedream' },
    });
    const { message } = translate(error, 'es');
    expect(message).toMatch(/^Ups, hubo un error al conectarse con Gmail\. No se sabe si la llamada/);
  });

  test('a caller whose own time runs out is told so, and it is not counted as a failure of the service', async () => {
    await call({ tool: FIND });
    const before = await endings();
    await admin('PUT', '/admin/faults', { app: 'gmail', latencyMs: 3_000, times: 10 });
    const error = await call({ tool: FIND, timeoutMs: 500 }).catch((caught) => caught);
    await admin('DELETE', '/admin/faults');
    const message = 'Gmail did not answer within 0.5 s, the limit of this call.';
    expect(error).toMatchObject({ code: 'provider_unavailable', message });
    expect(translate(error, 'es').message).toBe('Gmail no respondió en 0.5 s, el límite de esta llamada.');
    const after = await endings();
    expect((after.timed_out ?? 0) - (before.timed_out ?? 0)).toBe(1);
    expect(after.provider_unavailable ?? 0).toBe(before.provider_unavailable ?? 0);
  });

  test('a read that fails for good says nothing of an outcome, and names the app', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', status: 503, times: 10 });
    const error = await call({ tool: FIND, timeoutMs: 2_000 }).catch((caught) => caught);
    expect(error).toMatchObject({ message: 'There was a problem connecting to Gmail.' });
    expect(error.detail.outcome).toBeUndefined();
  });

  test.each([
    ['is no JSON', { malformed: true }],
    ['breaks off', { reset: true }],
  ])('a read whose answer %s is asked again', async (_, how) => {
    await admin('PUT', '/admin/faults', { app: 'gmail', ...how, times: 1 });
    expect(await call({ tool: FIND, input: {} })).toMatchObject({ ok: true });
  });

  test('a read is asked again until it succeeds', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', status: 503, times: 1 });
    const answer = await call({ tool: FIND, input: {} });
    expect(answer.ok).toBe(true);
    expect(await record(answer.executionId)).toMatchObject({ attempts: 2 });
  });

  test('the record counts every time that the app was asked: beside a slow answer, and with a new bearer', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', latencyMs: 3_000, times: 1 });
    const slow = await call({ tool: FIND, input: {}, timeoutMs: 4_000 });
    expect(await record(slow.executionId)).toMatchObject({ status: 'succeeded', attempts: 2 });
    await admin('PUT', '/admin/faults', { app: 'gmail', status: 401, times: 1 });
    const renewed = await call({ tool: FIND, input: {} });
    expect(await record(renewed.executionId)).toMatchObject({ status: 'succeeded', attempts: 2 });
  });

  test('a caller who hangs up cancels the request at the service', async () => {
    await admin('PUT', '/admin/faults', { app: 'gmail', latencyMs: 5_000 });
    const caller = new AbortController();
    const executionId = randomId();
    const running = call({ executionId, tool: FIND, signal: caller.signal }).catch((caught) => caught.message);
    setTimeout(() => caller.abort(), 300);
    expect(await running).toBe('The call was cancelled.');
    await expect.poll(async () => (await admin('GET', '/admin/calls')).counters.aborted).toBeGreaterThan(0);
    expect(await record(executionId)).toMatchObject({ status: 'cancelled' });
  });
});
