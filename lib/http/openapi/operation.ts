import * as z from 'zod';
import { type Answer, type AnySpec, type RouteHandler, rawShape, rawType } from '../spec';
import type { ListedRoute } from './document';
import { sampleOf } from './sample';
import type { JsonSchema, SchemaBook } from './schema-book';
import { accessWords, errorsOf, securityOf } from './shared';

export type Described = ListedRoute & { handler: RouteHandler };

export function operationOf({ path, method, handler }: Described, book: SchemaBook): JsonSchema {
  const { spec } = handler;
  const parameters = [
    ...parametersOf(spec.params, 'path', book),
    ...parametersOf(spec.query, 'query', book),
    ...userParameters(spec, method),
  ];
  const description = [spec.description, accessWords(spec.access)].filter(Boolean).join('\n\n');
  return {
    operationId: operationId(method, path),
    ...(spec.summary && { summary: spec.summary }),
    description,
    tags: spec.tag ? [spec.tag] : [],
    security: securityOf(spec.access),
    ...(parameters.length > 0 && { parameters }),
    ...(spec.body && { requestBody: { required: true, content: json(book.of(spec.body, 'input'), book) } }),
    responses: { ...success(spec, book), ...errorsOf(spec) },
  };
}

/** `GET /api/keys/{id}` → `getKeysById`; `DELETE /api/profiles/{profile_id}` → `deleteProfilesByProfileId`. */
export function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/api\//, '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/\W|_/)
    .filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const HEADERS = {
  'X-Request-Id': { description: 'The id of this request, in our log too.', schema: { type: 'string' } },
};

function success(spec: AnySpec, book: SchemaBook): JsonSchema {
  if (spec.answers) return Object.fromEntries(Object.entries(spec.answers).map((answer) => answerOf(answer, book)));
  const type = rawType(spec.output);
  const isEmpty = spec.output instanceof z.ZodVoid || spec.output instanceof z.ZodUndefined;
  const status = spec.status ?? (isEmpty ? 204 : 200);
  if (isEmpty) return { [status]: { description: 'Done.', headers: HEADERS } };
  const shape = type ? rawShape(spec.output) : spec.output;
  const content = shape
    ? json(book.of(shape, 'output'), book)
    : { [type ?? '']: { schema: { type: 'string' }, example: spec.example } };
  return { [status]: { description: spec.status === 201 ? 'Created.' : 'OK.', headers: HEADERS, content } };
}

/** One of several answers of an endpoint that makes them itself. */
function answerOf(
  [status, { description, shape, location, example }]: [string, Answer],
  book: SchemaBook,
): [string, JsonSchema] {
  const headers = { ...HEADERS, ...(location && { Location: { description: location, schema: { type: 'string' } } }) };
  return [status, { description, headers, ...(shape && { content: json(book.of(shape, 'output'), book, example) }) }];
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query', book: SchemaBook): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = book.of(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, examples, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
    example: sampleOf({ examples, ...rest }, book.schemas, name),
  }));
}

/** Where the body has its own user_id, the header is still there for callers that set it once for all calls. */
function userParameters({ access, query }: AnySpec, method: string): JsonSchema[] {
  if ('public' in access || access.account === 'none') return [];
  const named = query instanceof z.ZodObject && 'user_id' in query.shape;
  const inQuery = method === 'GET' && !named ? [{ $ref: '#/components/parameters/user_id' }] : [];
  return [...inQuery, { $ref: '#/components/parameters/X-User-Id' }];
}

function json(schema: JsonSchema, { schemas }: SchemaBook, example = sampleOf(schema, schemas)) {
  return { 'application/json': { schema, example } };
}
