import { beforeAll, describe, expect, test } from 'vitest';
import { callTool } from '@/lib/calls/call-tool';
import { finishAttempt } from '@/lib/domain/connect/finish-attempt';
import { openAttempt } from '@/lib/domain/connect/open-attempt';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { randomId } from '@/lib/platform/seal/token';
import { decide } from '@/tests/sandbox/person';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
const CALLS = 200;

let owner: TestPerson;

beforeAll(async () => {
  ({ owner } = await makeWorkspace());
});

const call = (tool: string, profileId: string) =>
  callTool(owner.principal, { executionId: randomId(), requestId: randomId(), tool, input: {}, profileId });

describe.each(['pipedream', 'composio'] as const)('a grant at %s', (provider) => {
  const tool = provider === 'composio' ? 'GMAIL_FETCH_EMAILS' : 'gmail-find-email';
  let profile: Awaited<ReturnType<typeof connectProfile>>;

  beforeAll(async () => {
    profile = await connectProfile(url(), owner.accountId, { provider, app: 'gmail', name: provider });
  });

  test('whose token ran out is renewed once, however many calls find it so', async () => {
    const before = (await admin('GET', '/admin/calls')).counters.refreshes ?? 0;
    await admin('POST', '/admin/grants/expire', { provider, id: profile.upstreamId, kind: 'stale' });
    const answers = await Promise.all(Array.from({ length: CALLS }, () => call(tool, profile.profileId)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(CALLS);
    expect((await admin('GET', '/admin/calls')).counters.refreshes).toBe(before + 1);
  }, 60_000);

  test('that expired is told with a link, and after reconnecting the same profile works', async () => {
    await admin('POST', '/admin/grants/expire', { provider, id: profile.upstreamId });
    await expect(call(tool, profile.profileId)).rejects.toMatchObject({
      code: 'needs_reconnect',
      detail: { action: { who: 'user', url: expect.stringContaining(profile.profileId) } },
    });
    const [{ status } = { status: '' }] = await database.query<{ status: string }>(
      'select status from connections where profile_id = $1',
      [profile.profileId],
    );
    expect(status).toMatch(/needs_reconnect|revoked/);

    await reconnect(profile.profileId);
    await expect.poll(() => call(tool, profile.profileId).then(({ ok }) => ok), { timeout: 5_000 }).toBe(true);
  });

  async function reconnect(profileId: string): Promise<void> {
    const visitor = { browser: randomId(), userId: owner.userId };
    const { token } = await startConnect(owner.principal, provider, { profile_id: profileId });
    const opened = await openAttempt(token, visitor);
    if (opened.kind !== 'redirect') throw new Error(opened.failure);
    const { location } = await decide(opened.url);
    const { state = '', ...answer } = Object.fromEntries(new URL(location ?? '').searchParams);
    expect(await finishAttempt(state, visitor, answer)).toMatchObject({ kind: 'completed', profileId });
  }
});
