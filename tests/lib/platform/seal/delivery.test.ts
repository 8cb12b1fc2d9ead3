import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isDeliverySigned } from '@/lib/platform/seal/delivery';

const SECRET = 'whsec_0123456789abcdef';
const NOW = Date.parse('2026-11-21T12:00:00Z');
const text = '{"type":"composio.connected_account.expired","data":{"id":"ca_1"}}';

function signed(body: string, { at = NOW, secret = SECRET, id = 'msg_1' } = {}) {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
const check = (headers: Record<string, string>, body = text) =>
  isDeliverySigned({ headers: new Headers(headers), text: body }, SECRET, NOW);

test('what was signed with the secret a moment ago is taken, also beside a signature of another secret', () => {
  const headers = signed(text, { at: NOW - 60_000 });
  expect(check(headers)).toBe(true);
  expect(check({ ...headers, 'webhook-signature': `v1,b3RoZXI= ${headers['webhook-signature']}` })).toBe(true);
});

test.each([
  ['a changed body', signed(text), `${text} `],
  ['another secret', signed(text, { secret: 'whsec_another' }), text],
  ['another id', { ...signed(text), 'webhook-id': 'msg_2' }, text],
  ['a recording of six minutes ago', signed(text, { at: NOW - 360_000 }), text],
  ['a time to come', signed(text, { at: NOW + 360_000 }), text],
  ['a time that is none', { ...signed(text), 'webhook-timestamp': 'now' }, text],
  ['no signature', { ...signed(text), 'webhook-signature': '' }, text],
  ['nothing at all', {}, text],
])('%s is refused', (_what, headers, body) => {
  expect(check(headers, body)).toBe(false);
});
