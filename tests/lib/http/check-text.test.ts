import { expect, test } from 'vitest';
import { readJson } from '@/lib/http/read-body';

function read(body: string): Promise<unknown> {
  return readJson(new Request('http://x', { method: 'POST', body }));
}

test.each([
  ['U+0000', '{"a":{"b":["x","y\\u0000"]}}', 'a.b.1'],
  ['U+0000 in a name', '{"a\\u0000":1}', 'body'],
  ['the first half of a surrogate pair', '{"a":"\\ud800"}', 'a'],
  ['the second half of one', '{"a":"x\\uDFFFx"}', 'a'],
])('%s is refused by its place', async (_what, body, field) => {
  await expect(read(body)).rejects.toMatchObject({
    code: 'invalid_request',
    detail: { fields: { [field]: expect.any(String) } },
  });
});

test('what only looks like it is read as it stands', async () => {
  const value = { escaped: '\\u0000', pair: '😀', name: 'ud800' };
  expect(await read(JSON.stringify(value).replace('😀', '\\ud83d\\ude00'))).toEqual(value);
});

test('a compressed body is named as one, and not as broken JSON', async () => {
  const ask = (encoding: string) =>
    readJson(new Request('http://x', { method: 'POST', body: '{}', headers: { 'content-encoding': encoding } }));
  for (const encoding of ['gzip', 'br', 'identity, gzip']) {
    await expect(ask(encoding)).rejects.toMatchObject({ code: 'invalid_request', status: 415 });
  }
  expect(await ask('identity')).toEqual({});
});
