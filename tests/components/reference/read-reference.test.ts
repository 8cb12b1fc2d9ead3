import { expect, test } from 'vitest';
import { readReference } from '@/components/reference/read-reference';

const document = {
  servers: [{ url: 'http://127.0.0.1:3000' }],
  paths: {
    '/api/keys/{id}': {
      delete: {
        operationId: 'deleteKey',
        tags: ['Keys'],
        security: [{ key: ['admin'] }],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          { $ref: '#/components/parameters/user_id' },
        ],
        responses: { 204: { description: 'Done.' }, 404: { $ref: '#/components/responses/Missing' } },
      },
    },
    '/api/keys': {
      post: {
        operationId: 'createKey',
        summary: 'Make a key',
        tags: ['Keys'],
        requestBody: {
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/NewKey' }, example: { name: 'Support' } },
          },
        },
        responses: {
          201: {
            description: 'Made.',
            content: {
              'application/json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/NewKey' } },
                example: [{ name: 'Support', parent: null }],
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      NewKey: {
        type: 'object',
        properties: {
          name: { type: 'string', examples: ['Support'] },
          parent: { anyOf: [{ $ref: '#/components/schemas/NewKey' }, { type: 'null' }] },
        },
      },
    },
    parameters: { user_id: { name: 'user_id', in: 'query', schema: { type: 'string' } } },
    responses: { Missing: { description: 'Absent.' } },
  },
};

const [section] = readReference(document).sections;
const [remove, create] = section?.endpoints ?? [];

test('endpoints are found under their tag, references followed', () => {
  expect(section).toMatchObject({ slug: 'keys', tag: 'Keys' });
  expect(remove?.parameters.map(({ name }) => name)).toEqual(['id', 'user_id']);
  expect(remove?.replies.map(({ description }) => description)).toEqual(['Done.', 'Absent.']);
});

test('an endpoint that asks for nothing is open, one that does is not', () => {
  expect(create?.isPublic).toBe(true);
  expect(remove?.isPublic).toBe(false);
});

test('samples are those of the document, and what has none shows none', () => {
  expect(create?.sampleBody).toEqual({ name: 'Support' });
  expect(create?.replies[0]?.sample).toEqual([{ name: 'Support', parent: null }]);
  expect([remove?.sampleBody, remove?.replies[0]?.sample]).toEqual([null, null]);
});
