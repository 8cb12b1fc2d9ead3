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

test.each([
  ['a password among the settings of a connection', 'host=db user=jane password=hunter2 dbname=app'],
  ['a quoted password', "host=db password='hunter2 is \\' long' dbname=app"],
  ['a password in SQL', "alter role jane with password 'hunter2'"],
  ['a password in SQL of MySQL', "create user jane identified by 'hunter2'"],
  ['a token in an address', 'GET https://api.example/v1?page=2&access_token=hunter2#top'],
  ['a password in JSON inside of text', 'said {"user":"jane","password":"hunter2 \\" more hunter2","id":7}'],
  ['a password in JSON inside of JSON', 'said {\\"password\\":\\"hunter2\\",\\"id\\":7}'],
  ['a header', 'Authorization: Basic hunter2\nAccept: text/html'],
  ['a cookie', 'Cookie: session=hunter2; theme=hunter2\nAccept: text/html'],
  ['a password in an address without a user', 'redis://:hunter2@cache.example:6379'],
  ['a JWT that does not stand alone', `session is s-eyJhbGciOiJIUzI1NiJ9.eyJodW50ZXIyIjoxfQ.hunter2hunter2`],
])('%s is taken out of free text, and what stands around it stays', (_what, text) => {
  const clean = redactText(text);
  expect(clean).toContain('[redacted]');
  expect(clean).not.toContain('hunter2');
  const [first = ''] = text.split(/[ ?:]/);
  expect(clean.startsWith(first)).toBe(true);
});

test.each([
  'https://example.com/a?page=2&sort=name',
  'The quick brown fox: 12 = 3 * 4',
  'eyJwYWdlIjoyfQ',
  'The key: to success',
])('%s holds no secret and stays as it is', (text) => expect(redactText(text)).toBe(text));

test('where names and values of a result stand apart, the values of a secret name are found all the same', () => {
  const secret = 'hunter2';
  const kept = [
    redact({
      columns: [{ name: 'id', type: 'int4' }, { name: 'password' }],
      rows: [
        [1, secret],
        [2, secret],
      ],
    }),
    redact({ headers: ['id', 'api_key'], data: [[1, secret]] }),
    redact({
      range: 'A1:B2',
      values: [
        ['id', 'password'],
        ['1', secret],
      ],
    }),
    redact([
      { name: 'API_KEY', value: secret },
      { key: 'password', value: secret },
    ]),
    redact({ [`pb_abcd2345_${'x'.repeat(43)}`]: 1 }),
  ];
  expect(JSON.stringify(kept)).not.toMatch(/hunter2|xxxx/);
  expect(kept[0]).toMatchObject({
    rows: [
      [1, '[redacted]'],
      [2, '[redacted]'],
    ],
  });
  expect(kept[2]).toMatchObject({
    values: [
      ['id', 'password'],
      ['1', '[redacted]'],
    ],
  });
});
