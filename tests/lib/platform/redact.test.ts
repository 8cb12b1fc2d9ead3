import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { makeLog } from '@/lib/platform/log';
import { redact, redactText } from '@/lib/platform/redact';

const key = `pb_abcd2345_${'x'.repeat(43)}`;

test.each([
  ['a key of ours', `called with ${key}`],
  ['a bearer token', 'authorization was Bearer abc.def-ghi_jkl'],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
  ['a password in an address', 'cannot reach postgres://jane:hunter2hunter2@db.example/app'],
  ['a connect token', 'ctok_0123456789abcdef0123456789abcdef'],
  ['a key of Composio', 'ak_0123456789abcdef'],
  ['a user key of Composio', 'uak_0123456789abcdef'],
  ['a key of an organisation', 'oak_0123456789abcdef'],
  ['a Slack token', 'xoxb-0123456789abcdef'],
  ['a GitHub token', 'ghp_0123456789abcdef'],
  ['a Stripe key', 'sk-live-0123456789abcdef'],
  ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\n0123456789abcdef\n-----END PRIVATE KEY-----'],
])('%s is taken out of free text', (_what, text) => {
  const clean = redactText(text);
  expect(clean).toContain('[redacted]');
  expect(clean).not.toMatch(/hunter2|abc\.def|c2lnbmF0|xxxxx|0123456789abcdef|IOSFODNN7/);
});

test('secrets are found by name at any depth, and the rest stays', () => {
  const given = { user: 'jane', nested: [{ password: 'p', api_key: 'k', count: 3 }], headers: { Authorization: 'x' } };
  expect(redact(given)).toEqual({
    user: 'jane',
    nested: [{ password: '[redacted]', api_key: '[redacted]', count: 3 }],
    headers: { Authorization: '[redacted]' },
  });
  expect(given.nested[0]?.password).toBe('p');
});

test('a log line holds no secret: not in the message, not in a field, not in an error or its cause', () => {
  let written = '';
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    written += chunk;
    done();
  };
  const log = makeLog('info', new Writable({ write }));
  const cause = Object.assign(new Error(`refused ${key}`), { config: { password: 'p4ssword!' } });
  log.error({ err: new Error('failed', { cause }), config: { client_secret: 'p4ssword!' } }, `for ${key}`);
  expect(JSON.parse(written)).toMatchObject({ level: 'error', err: { message: 'failed', cause: { name: 'Error' } } });
  expect(written).not.toContain('p4ssword!');
  expect(written).not.toContain(key);
});
