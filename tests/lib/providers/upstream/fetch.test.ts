import { describe, expect, test } from 'vitest';
import { failureOf, isUnknownThere } from '@/lib/providers/upstream/failure';
import { retryAfter, upstreamFetch } from '@/lib/providers/upstream/fetch';
import { closedAddress, withRecordedServer } from '@/tests/support/recorded-server';

const service = withRecordedServer();
const send = upstreamFetch('Acme', fetch);

describe('how long to wait', () => {
  test.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': new Date(Date.now() + 30_000).toUTCString() }, 30],
    [{ 'retry-after': new Date(Date.now() - 30_000).toUTCString() }, 0],
    [{ 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 20) }, 20],
    [{ 'retry-after': '99999999999999999999' }, 86_400],
    [{ 'x-ratelimit-reset': '99999999999999' }, 86_400],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j', (headers, seconds) => {
    const found = retryAfter(new Headers(headers as Record<string, string>));
    if (seconds === undefined) expect(found).toBeUndefined();
    else expect(Math.abs((found ?? -99) - seconds)).toBeLessThanOrEqual(2);
  });
});

test('a request that nobody answered at the door was never sent, and may be tried again', async () => {
  const error = await send(await closedAddress()).catch((caught) => caught);
  expect(error).toMatchObject({ code: 'provider_unavailable' });
  expect(failureOf(error)).toMatchObject({ neverSent: true, upstreamCode: 'ECONNREFUSED' });
});

test('a request that was answered with a failure may have been carried out', async () => {
  service.say('POST /write', { status: 500, body: { error: { code: 'oops', message: 'token abc123 failed' } } });
  const error = await send(`${service.url()}/write`, { method: 'POST', body: '{}' }).catch((caught) => caught);
  expect(failureOf(error)).toMatchObject({ status: 500, upstreamCode: 'oops', neverSent: false });
  expect(`${error.stack} ${error.cause.stack}`).not.toContain('abc123');
});

test('a status that the client must see itself passes, with its body', async () => {
  service.say('GET /', { status: 404, body: { error: 'unknown session' } });
  const passing = upstreamFetch('Acme', fetch, (status) => status === 404);
  const response = await passing(`${service.url()}/`);
  expect([response.status, await response.json()]).toEqual([404, { error: 'unknown session' }]);
});

test('an empty answer is one', async () => {
  service.say('DELETE /thing', { status: 204 });
  expect((await send(`${service.url()}/thing`, { method: 'DELETE' })).status).toBe(204);
});

test.each([
  [String.raw`{"a":"x\u0000y"}`, { a: 'x\ufffdy' }],
  [String.raw`{"a":"cut \ud83d"}`, { a: 'cut \ufffd' }],
  [String.raw`{"a\udc00":1}`, { 'a\ufffd': 1 }],
  [String.raw`{"a":"\ud83d\ude00"}`, { a: '😀' }],
  [String.raw`{"a":"\ud83d\ud83d\ude00"}`, { a: '\ufffd😀' }],
  [String.raw`{"a":"\\u0000 \\\u0000"}`, { a: '\\u0000 \\\ufffd' }],
])('text that no table keeps is replaced, and nothing else: %s', async (body, found) => {
  service.say('GET /text', { status: 200, body });
  expect(await (await send(`${service.url()}/text`)).json()).toEqual(found);
});

test('an answer of which a part is too deep is read without that part', async () => {
  const deep = `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`;
  service.say('GET /deep', { status: 200, body: `{"items":[{"slug":"first"},${deep}]}` });
  const { items } = await (await send(`${service.url()}/deep`)).json();
  expect(items[0]).toEqual({ slug: 'first' });
  expect(JSON.stringify(items[1])).toContain('nested too deeply');
});

test('"not found" counts as the word of the service only when the service says it', async () => {
  service.say('GET /gone', { status: 404, body: { error: 'record not found' } });
  expect(isUnknownThere(await send(`${service.url()}/gone`).catch((caught) => caught))).toBe(true);
  service.say('GET /gone', { status: 404, body: '<html><h1>404 Not Found</h1><hr>nginx</html>' });
  const ofGateway = await send(`${service.url()}/gone`).catch((caught) => caught);
  expect(isUnknownThere(ofGateway)).toBe(false);
  expect(ofGateway).toMatchObject({ code: 'provider_unavailable' });
});
