import { beforeEach, expect, test } from 'vitest';
import { ExecutionQuery } from '@/lib/contracts/execution';
import { listExecutions } from '@/lib/domain/records/executions';
import { useDatabase } from '@/tests/support/database';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await makeWorkspace();
});

const record = async (
  accountId: string,
  tool: string,
  error: string | null = null,
  requestId: string | null = null,
) => {
  const [row] = await database.query<{ id: string }>(
    `insert into tool_executions
       (account_id, provider, app_slug, tool_name, status, duration_ms, executed_at, error, request_id)
     values ($1, 'composio', 'gmail', $2, 'failed', 5, now(), $3, $4) returning id`,
    [accountId, tool, error, requestId],
  );
  return row?.id ?? '';
};

const search = async (q: string) => {
  const { items } = await listExecutions(workspace.member.principal, ExecutionQuery.parse({ q }));
  return items.map(({ tool_name }) => tool_name);
};

test('calls are found by their tool, the words of their failure, and the ids that stand in a log', async () => {
  const { accountId } = workspace.member;
  const id = await record(accountId, 'GMAIL_SEND_EMAIL', 'The recipient is unknown.', 'req-7');
  await record(accountId, 'GMAIL_LIST_LABELS');
  expect(await search('send_email')).toEqual(['GMAIL_SEND_EMAIL']);
  expect(await search('recipient')).toEqual(['GMAIL_SEND_EMAIL']);
  expect(await search('req-7')).toEqual(['GMAIL_SEND_EMAIL']);
  expect(await search(id)).toEqual(['GMAIL_SEND_EMAIL']);
  expect(await search('req')).toEqual([]);
});

test.each(['gmail_send_email', 'gmail-send-email', 'GMAIL_SEND', 'send email', 'Send-Email'])(
  'a tool is found as %s, whichever way the call spelled it',
  async (q) => {
    const { accountId } = workspace.member;
    for (const tool of ['GMAIL_SEND_EMAIL', 'gmail-send-email', 'gmail_send_email', 'gmail-find-email']) {
      await record(accountId, tool);
    }
    expect((await search(q)).sort()).toEqual(['GMAIL_SEND_EMAIL', 'gmail-send-email', 'gmail_send_email']);
    expect(await search('100%')).toEqual([]);
  },
);

test('a search reaches nobody else’s calls', async () => {
  const id = await record(workspace.admin.accountId, 'GMAIL_SEND_EMAIL');
  expect(await search('email')).toEqual([]);
  expect(await search(id)).toEqual([]);
});
