import { expect, test } from 'vitest';
import { checkInput } from '@/components/tools/try-it/check-input';
import { initialInput } from '@/components/tools/try-it/initial-input';
import type { JsonObject } from '@/lib/contracts/json';

const schema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['to', 'options', 'priority'],
  properties: {
    to: { type: 'string', format: 'email' },
    cc: { type: ['array', 'null'], items: { type: 'string' } },
    count: { type: ['integer', 'null'], minimum: 2, maximum: 9 },
    priority: { type: 'string', enum: ['low', 'high'], default: 'low' },
    options: { type: 'object', required: ['html'], properties: { html: { type: 'boolean' } } },
  },
};
const good: JsonObject = { to: 'ada@example.com', priority: 'high', options: { html: true } };

test('what fits has no problems', () => {
  expect(checkInput(schema, good)).toEqual({});
  expect(checkInput(schema, { ...good, count: null, cc: ['bob@example.com'] })).toEqual({});
});

test.each([
  [{ to: 'nobody' }, 'to', 'format'],
  [{ cc: [1] }, 'cc.0', 'text'],
  [{ count: 1 }, 'count', 'least'],
  [{ count: 10 }, 'count', 'most'],
  [{ count: 2.5 }, 'count', 'integer'],
  [{ count: 'many' }, 'count', 'number'],
  [{ options: {} }, 'options.html', 'required'],
  [{ options: { html: 'yes' } }, 'options.html', 'flag'],
  [{ priority: 'middle' }, 'priority', 'invalid'],
  [{ subject: 'hi' }, '', 'unknown'],
])('%j is told at %j as %s', (change, path, kind) => {
  expect(checkInput(schema, { ...good, ...change })[path]).toMatchObject({ kind });
});

test('what is missing is told as missing, whatever it should have been; a default stands in for it', () => {
  expect(checkInput(schema, {})).toEqual({
    to: { kind: 'required', limit: 0 },
    options: { kind: 'required', limit: 0 },
  });
});

test('a schema that cannot be read says nothing, so that the tool can still be run', () => {
  expect(checkInput({ type: 'object', properties: { a: { $ref: 'https://elsewhere.example' } } }, { a: 1 })).toEqual(
    {},
  );
});

test('a form begins with what is needed and known; optional defaults are the tool’s own business', () => {
  expect(initialInput(schema)).toEqual({ priority: 'low', options: { html: false } });
  expect(initialInput({ type: 'object', properties: { limit: { type: 'integer', default: 5 } } })).toEqual({});
});
