import { describe, expect, test } from 'vitest';
import { fieldsOf } from '@/components/tools/schema';

describe('a schema as a person reads it', () => {
  test('required fields come first, each with its type, words, values and default', () => {
    const fields = fieldsOf({
      type: 'object',
      required: ['to'],
      properties: {
        priority: { type: 'string', enum: ['low', 'high'], default: 'low' },
        to: { type: 'string', format: 'email', description: 'Who gets it' },
      },
    });
    expect(fields.map(({ name }) => name)).toEqual(['to', 'priority']);
    expect(fields[0]).toMatchObject({ type: 'string (email)', isRequired: true, description: 'Who gets it' });
    expect(fields[1]).toMatchObject({ values: ['low', 'high'], byDefault: 'low', isRequired: false });
  });

  test('objects inside lists, references and alternatives are followed to their fields', () => {
    const fields = fieldsOf({
      type: 'object',
      $defs: { person: { type: 'object', properties: { name: { type: 'string' } } } },
      properties: {
        guests: { type: 'array', items: { $ref: '#/$defs/person' } },
        owner: { anyOf: [{ $ref: '#/$defs/person' }, { type: 'null' }] },
      },
    });
    expect(fields).toMatchObject([
      { name: 'guests', type: 'object[]', fields: [{ name: 'name', type: 'string' }] },
      { name: 'owner', type: 'object', fields: [{ name: 'name', type: 'string' }] },
    ]);
  });

  test('one that refers to itself ends, and one that makes no sense is shown as anything', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
    const deep = JSON.stringify(fieldsOf({ $defs: { node }, ...node }));
    expect(deep.length).toBeLessThan(5000);
    expect(fieldsOf({ properties: { odd: { type: 7, enum: 'no' } } })).toMatchObject([{ type: 'any', values: [] }]);
  });
});
