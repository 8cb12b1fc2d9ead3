import { describe, expect, test } from 'vitest';
import { propertiesOf, toFormField } from '@/components/tools/try-it/field-shape';
import { readSchema } from '@/components/tools/try-it/read-schema';
import type { Json, JsonObject } from '@/lib/contracts/json';

const shapeOf = (schema: Json, root: JsonObject = {}, name = 'value') => toFormField(name, schema, root).shape;

describe('how a value is asked for', () => {
  test.each([
    ['text', { type: 'string' }],
    ['number', { type: 'integer', minimum: 1 }],
    ['flag', { type: 'boolean' }],
    ['choice', { type: 'string', enum: ['a', 'b'] }],
    ['choice', { const: 'only' }],
    ['list', { type: 'array', items: { type: 'string' } }],
    ['object', { type: 'object', properties: { id: { type: 'string' } } }],
    ['variants', { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['variants', { type: ['string', 'integer'] }],
  ] as const)('%s from %j', (kind, schema) => {
    expect(shapeOf(schema as unknown as Json)).toMatchObject({ kind });
  });

  test.each([
    {},
    true,
    { type: 'object' },
    { type: 'array' },
    { type: 'array', items: [{ type: 'string' }] },
    'nonsense',
  ])('what no form can draw is written by hand: %j', (schema) => {
    expect(shapeOf(schema as Json)).toEqual({ kind: 'json' });
  });

  test('a value that may be null is asked for as what it is otherwise', () => {
    const schemas: JsonObject[] = [
      { type: ['string', 'null'] },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      { oneOf: [{ type: 'null' }, { type: 'string' }] },
      { type: 'string', nullable: true },
    ];
    for (const schema of schemas) {
      expect(toFormField('value', schema, {})).toMatchObject({ isNullable: true, shape: { kind: 'text' } });
    }
  });

  test('null is no choice of an enum: leaving it out says the same', () => {
    expect(shapeOf({ type: ['string', 'null'], enum: ['a', null] })).toEqual({
      kind: 'choice',
      choices: [{ value: 'a', label: 'a' }],
    });
  });

  test('single values with titles are one choice in those words', () => {
    const schema: Json = { oneOf: [{ const: 1, title: 'Low' }, { const: 2 }] };
    expect(shapeOf(schema)).toEqual({
      kind: 'choice',
      choices: [
        { value: 1, label: 'Low' },
        { value: 2, label: '2' },
      ],
    });
  });

  test('long text has room, and a secret is not shown', () => {
    expect(shapeOf({ type: 'string' }, {}, 'body')).toMatchObject({ isLong: true });
    expect(shapeOf({ type: 'string' }, {}, 'message_id')).toMatchObject({ isLong: false });
    expect(shapeOf({ type: 'string', writeOnly: true }, {}, 'text')).toMatchObject({ isLong: false, isSecret: true });
  });
});

describe('reading', () => {
  test('follows references, also ones with odd names, and ends in a circle', () => {
    const root: JsonObject = {
      $defs: { 'a/b': { type: 'string' }, node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
    };
    expect(shapeOf({ $ref: '#/$defs/a~1b' }, root)).toMatchObject({ kind: 'text' });
    expect(shapeOf({ $ref: '#/$defs/node' }, root)).toMatchObject({ kind: 'object' });
    expect(shapeOf({ $ref: '#/$defs/loop' }, { $defs: { loop: { $ref: '#/$defs/loop' } } })).toEqual({ kind: 'json' });
    expect(shapeOf({ $ref: 'https://elsewhere.example/schema' })).toEqual({ kind: 'json' });
  });

  test('puts the parts of allOf together, with the required fields of all of them first', () => {
    const schema: JsonObject = {
      properties: { own: { type: 'string' } },
      allOf: [{ properties: { part: { type: 'number' } }, required: ['part'] }, { required: ['own'] }],
    };
    const properties = propertiesOf(readSchema(schema, schema));
    expect(properties.map(({ name, isRequired }) => [name, isRequired]).sort()).toEqual([
      ['own', true],
      ['part', true],
    ]);
  });
});
