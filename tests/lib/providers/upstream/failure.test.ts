import { expect, test, vi } from 'vitest';
import { failureOf, UpstreamFailure } from '@/lib/providers/upstream/failure';

test('a failure is recognised from another bundle’s copy of its class, as a connect page meets it', async () => {
  vi.resetModules();
  const copy = await import('@/lib/providers/upstream/failure');
  expect(copy.UpstreamFailure).not.toBe(UpstreamFailure);
  const failure = new copy.UpstreamFailure('no auth config', { upstreamCode: copy.NO_AUTH_CONFIG });
  expect(failureOf(new Error('wrapped', { cause: failure }))?.upstreamCode).toBe('no_auth_config');
  expect(failureOf(new Error('wrapped', { cause: new Error('other') }))).toBeNull();
});
