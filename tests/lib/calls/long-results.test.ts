import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import { connectProfile } from '@/tests/support/connected-profile';
import { makeWorkspace } from '@/tests/support/people';
import { bundleSources, GATEWAY, type Running, start } from '@/tests/support/programs/programs';
import { useProduct } from '@/tests/support/running-product';

const { url, admin } = useProduct();
const MIB = 1024 * 1024;

let gateway: Running;
let ask: (body: object) => Promise<Record<string, unknown>>;

beforeAll(async () => {
  const { owner } = await makeWorkspace();
  for (const provider of ['pipedream', 'composio'] as const) {
    await connectProfile(url(), owner.accountId, { provider, app: 'gmail', name: provider });
  }
  const { key } = await createKey(owner.principal, { name: 'Reader', scopes: ['tools:execute'] });
  await bundleSources([GATEWAY]);
  gateway = await start('gateway');
  ask = async (body) => {
    const response = await fetch(`${gateway.url}/api/tools/execute`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: owner.externalId, ...body }),
    });
    const text = await response.text();
    return { ...(JSON.parse(text) as object), bytes: text.length };
  };
});
afterAll(() => gateway.stop());

test.each(['gmail-find-email', 'GMAIL_FETCH_EMAILS'])(
  'an answer of a hundred megabytes to %s costs less than 64, and comes in parts',
  async (action) => {
    for (let number = 0; number < 20; number += 1) {
      expect(await ask({ action })).not.toHaveProperty('truncated');
    }
    const before = await gateway.usage('memory');

    await admin('PUT', '/admin/faults', { app: 'gmail', answerBytes: 100 * MIB });
    const answer = await ask({ action, timeout_s: 110 });
    const after = await gateway.usage('memory');
    const costMiB = (after.peakRssBytes - before.peakRssBytes) / MIB;
    console.log(`${action}: peak memory rose by ${costMiB.toFixed(0)} MiB`);

    expect(answer).toMatchObject({
      success: true,
      next_cursor: expect.stringMatching(/^r1\./),
      truncated: true,
    });
    expect(answer.bytes).toBeLessThan(1.1 * MIB);
    expect(costMiB).toBeLessThan(64);

    const next = await ask({ action, cursor: answer.next_cursor });
    expect(next).toMatchObject({ success: true });
    expect(next.bytes).toBeGreaterThan(1_000);
  },
  120_000,
);
