import { beforeAll, expect, test } from 'vitest';
import { callTool } from '@/lib/calls/call-tool';
import { listServiceHealth } from '@/lib/calls/service-health';
import { readMetrics } from '@/lib/platform/metrics';
import { randomId } from '@/lib/platform/seal/token';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await connectProfile(url(), workspace.owner.accountId, { app: 'slack' });
});

async function write() {
  const executionId = randomId();
  const input = { channel: '#general', text: executionId };
  const call = { executionId, requestId: randomId(), tool: 'slack_send_message', input };
  const error = await callTool(workspace.owner.principal, call).catch((caught) => caught);
  const [record] = await database.query('select * from tool_executions where id = $1', [executionId]);
  return { error, record };
}

/** What is known of Slack's answers: how many calls reached it, and when one last failed there. */
async function seenOfSlack() {
  const [, reached] = /^patchbay_call_seconds_count\{.*app="slack".*\} (\d+)$/m.exec(await readMetrics()) ?? [];
  const [health] = listServiceHealth();
  return { reached, lastFailureAt: health?.lastFailureAt };
}

test('a call that is held back from a service that is down is no attempt, and says nothing new of the service', async () => {
  await admin('PUT', '/admin/faults', { app: 'slack', status: 503 });
  const isHeldBack = async () => (await write()).error.detail.retryAfterS !== undefined;
  while (!(await isHeldBack()));
  const before = await seenOfSlack();
  expect(before.lastFailureAt).toEqual(expect.any(String));

  const { error, record } = await write();
  expect(error).toMatchObject({ code: 'provider_unavailable', detail: { retryAfterS: expect.any(Number) } });
  expect(record).toMatchObject({ status: 'refused', error_code: 'provider_unavailable', attempts: 0 });
  expect(await seenOfSlack()).toEqual(before);
});
