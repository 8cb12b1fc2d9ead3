import { expect, test } from 'vitest';
import { proxyToSandbox } from '@/server/sandbox-proxy';
import { withServer } from './server';

/** A sandbox that tells what it was asked. */
function throughProxy<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const echo = withServer.bind(null, (incoming, outgoing) => {
    outgoing.writeHead(201, { 'x-kind': 'consent' });
    outgoing.end(
      JSON.stringify({ path: incoming.url, method: incoming.method, cookie: incoming.headers.cookie ?? null }),
    );
  });
  return echo((sandbox) => {
    const proxy = proxyToSandbox(sandbox);
    return withServer((incoming, outgoing) => void proxy(incoming, outgoing), work);
  }) as Promise<Result>;
}

test('what is asked below /sandbox reaches the sandbox without the prefix, and its answer comes back whole', async () => {
  await throughProxy(async (url) => {
    const answer = await fetch(`${url}/sandbox/consent/1?a=b`, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-kind')).toBe('consent');
    expect(await answer.json()).toMatchObject({ path: '/consent/1?a=b', method: 'POST' });
  });
});

test('the sandbox never sees a session of ours', async () => {
  await throughProxy(async (url) => {
    const headers = { cookie: 'next-auth.session-token=secret; sandbox_identity=jane' };
    expect(await (await fetch(`${url}/sandbox/`, { headers })).json()).toMatchObject({
      cookie: 'sandbox_identity=jane',
    });
  });
});
