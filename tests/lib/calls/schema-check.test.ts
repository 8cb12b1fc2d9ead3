import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAgainst } from '@/lib/calls/schema-check';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { cpuMsOf } from '@/tests/support/cost';

const message: JsonObject = {
  type: 'object',
  required: ['channel', 'text', 'kind'],
  properties: {
    channel: { type: 'string', minLength: 1 },
    text: { type: ['string', 'null'], maxLength: 5 },
    kind: { type: 'string', default: 'plain' },
    count: { type: 'integer', minimum: 1, maximum: 3 },
    urgent: { type: 'boolean' },
    mood: { enum: ['good', 'bad'] },
    to: { type: 'array', maxItems: 2, items: { $ref: '#/$defs/person' } },
    when: {
      anyOf: [{ type: 'string' }, { type: 'object', required: ['date'], properties: { date: { type: 'string' } } }],
    },
  },
  $defs: { person: { type: 'object', required: ['email'], properties: { email: { type: 'string' } } } },
};
const valid = { channel: '#general', text: 'Hi' };
const problems = (schema: JsonObject, value: Json) => Object.fromEntries(checkAgainst(schema, value));
const of = (value: JsonObject) => problems(message, { ...valid, ...value });

describe('what does not fit is named by field and reason', () => {
  test.each<[JsonObject, Record<string, string>]>([
    [{ channel: 5 }, { channel: 'must be text' }],
    [{ channel: '' }, { channel: 'must have at least 1 characters' }],
    [{ text: 'too long' }, { text: 'must have at most 5 characters' }],
    [{ count: 1.5 }, { count: 'must be a whole number' }],
    [{ count: 7 }, { count: 'must be at most 3' }],
    [{ mood: 'fine' }, { mood: 'must be one of "good", "bad"' }],
    [{ urgent: 'maybe' }, { urgent: 'must be true or false' }],
    [{ to: 'ada' }, { to: 'must be a list' }],
    [{ to: [{ email: 'a' }, { email: 7 }] }, { 'to.1.email': 'must be text' }],
    [{ to: [{}] }, { 'to.0.email': 'is required' }],
    [{ to: [{ email: '1' }, { email: '2' }, { email: '3' }] }, { to: 'must have at most 2 items' }],
    [{ when: { date: 3 } }, { 'when.date': 'must be text' }],
  ])('%j', (value, expected) => expect(of(value)).toEqual(expected));

  test('what is missing', () => {
    expect(problems(message, { text: 'Hi' })).toEqual({ channel: 'is required' });
  });

  test('a name that is unknown, where the schema knows all of them', () => {
    expect(problems({ ...message, additionalProperties: false }, { ...valid, chanel: '#x' })).toEqual({
      chanel: 'is not a parameter of this tool',
    });
  });
});

describe('what apps tolerate passes', () => {
  test.each<[string, JsonObject]>([
    ['a parameter that nobody knows', { chanel: '#x' }],
    ['numbers and flags as text', { count: '2', urgent: 'TRUE' }],
    ['a list as JSON in text', { to: '[{"email":"ada@example.com"}]' }],
    ['null for what is left out', { count: null, to: null, when: null }],
    ['a whole number with a point', { count: 2.0 }],
  ])('%s', (_, value) => expect(of(value)).toEqual({}));

  test('a required parameter that the app fills in by itself', () => {
    expect(of({})).toEqual({});
  });
});

describe('a schema that is broken says nothing', () => {
  test.each<[string, JsonObject]>([
    ['with an unknown type', { type: 'object', properties: { channel: { type: 'file' } } }],
    ['with properties that are none', { type: 'object', properties: 7, required: 'channel' }],
    ['with a reference into nowhere', { properties: { channel: { $ref: '#/$defs/none' } } }],
    ['with a reference to another place', { properties: { channel: { $ref: 'https://example.com/a.json' } } }],
    ['with an empty list of choices', { properties: { channel: { enum: [], anyOf: [] } } }],
    ['that refers to itself', { $ref: '#' }],
  ])('%s', (_, schema) => expect(problems(schema, { channel: 5 })).toEqual({}));
});

test('hundreds of thousands of names that a tool does not have cost a moment', () => {
  const names = Object.fromEntries(Array.from({ length: 300_000 }, (_, n) => [`name${n}`, 1]));
  const schema = { type: 'object', additionalProperties: false, properties: {} };
  expect(checkAgainst(schema, names).size).toBe(20);
  const listing = cpuMsOf(() => Object.keys(names));
  expect(cpuMsOf(() => checkAgainst(schema, names))).toBeLessThan(2 * listing + 50);
});

describe('a schema that is meant to block costs a moment', () => {
  test('choices that double at every level', () => {
    const $defs: JsonObject = { d60: { type: 'string' } };
    for (let level = 0; level < 60; level += 1) {
      const next = { $ref: `#/$defs/d${level + 1}` };
      $defs[`d${level}`] = { anyOf: [next, next], allOf: [next, next] };
    }
    expect(cpuMsOf(() => checkAgainst({ $defs, $ref: '#/$defs/d0' }, 5))).toBeLessThan(500);
  });

  test('a pattern that takes for ever is not run', () => {
    const schema = { properties: { a: { type: 'string', pattern: '^(a+)+$' } }, patternProperties: { '(a+)+$': {} } };
    expect(cpuMsOf(() => checkAgainst(schema, { a: `${'a'.repeat(50_000)}!` }))).toBeLessThan(100);
  });

  test('a value with a hundred thousand parts', () => {
    const schema: JsonObject = {
      type: 'array',
      items: { $ref: '#/$defs/x' },
      $defs: { x: { anyOf: [{ type: 'string' }, {}] } },
    };
    expect(
      cpuMsOf(() =>
        checkAgainst(
          schema,
          Array.from({ length: 100_000 }, () => 1),
        ),
      ),
    ).toBeLessThan(500);
  });
});

test('whatever the schema and the value are, there is an answer', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.jsonValue({ maxDepth: 6 }), (schema, value) => {
      const keywords = [
        'type',
        'properties',
        'items',
        'required',
        'enum',
        'anyOf',
        'allOf',
        'oneOf',
        '$ref',
        'minimum',
      ];
      for (const keyword of keywords)
        checkAgainst({ [keyword]: schema as Json, properties: { a: { [keyword]: schema as Json } } }, value as Json);
    }),
    { numRuns: 300 },
  );
});
