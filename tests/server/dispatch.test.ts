import { expect, test } from 'vitest';
import type { Env } from '@/lib/platform/env/schema';
import { dispatch } from '@/server/dispatch';
import { withServer } from './server';

test('an address or an odd id that a caller claims for itself is read by nobody', async () => {
  const seen: string[] = [];
  const listener = dispatch({
    settings: { TRUST_PROXY: false } as Env,
    isDevelopment: false,
    findStatic: () => null,
    web: {
      async answer({ headers, rawHeaders }, outgoing) {
        seen.push(...Object.values(headers).flatMap((value) => value ?? []), ...rawHeaders);
        outgoing.end(String(headers['x-forwarded-for']));
      },
    },
  });
  await withServer(listener, async (url) => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'X-Request-Id': 'not a sound one' };
    expect(await (await fetch(`${url}/page`, { headers })).text()).toMatch(/127\.0\.0\.1$/);
  });
  expect(seen).not.toContain('203.0.113.9');
  expect(seen).not.toContain('not a sound one');
});
