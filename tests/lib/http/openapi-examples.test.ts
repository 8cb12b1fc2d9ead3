import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { GET } from '@/app/api/openapi.json/route';
import { ErrorBody, Failure } from '@/lib/contracts/error';
import { routes } from '@/lib/generated/routes';
import { type AnySpec, type RouteHandler, rawShape, rawType } from '@/lib/http/spec';
import { ask } from '@/tests/support/ask';

type Schema = Record<string, unknown>;
type Content = Record<string, { schema: Schema; example?: unknown }>;
type Parameter = { name: string; in: string; description?: string; example?: unknown; $ref?: string };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, { content: Content }>;
  };
};

let document: Document;

beforeAll(async () => {
  document = await (await ask(GET)).json();
});

function operations() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const at = `${method.toUpperCase()} ${path}`;
      return { at, operation, spec: specOf(at) };
    }),
  );
}

function specOf(at: string): AnySpec {
  const found = routes.find(({ method, path }) => `${method} ${path}` === at);
  if (!found) throw new Error(`There is no ${at}.`);
  return (found.handler as RouteHandler).spec;
}

describe('the OpenAPI document describes', () => {
  test('every parameter', () => {
    const parameters = operations().flatMap(({ at, operation }) =>
      (operation.parameters ?? []).map((parameter) => ({ at, ...parameter })),
    );
    expect(parameters.length).toBeGreaterThan(100);
    const bare = parameters.filter(
      ({ $ref, description, example }) => !$ref && !(description && example !== undefined),
    );
    expect(bare).toEqual([]);
    expect(Object.values(document.components.parameters).filter(({ description }) => !description)).toEqual([]);
  });

  test('every field of every body, sent or answered', () => {
    const contents = operations().flatMap(({ at, operation }) =>
      [operation.requestBody, ...Object.values(operation.responses)].flatMap((body) =>
        Object.values(body?.content ?? {}).map(({ schema }) => [at, schema] as const),
      ),
    );
    const fields = [...Object.entries(document.components.schemas), ...contents].flatMap(([at, schema]) =>
      fieldsOf(schema, at),
    );
    expect(fields.length).toBeGreaterThan(500);
    expect(fields.filter(({ schema }) => !schema.description).map(({ at }) => at)).toEqual([]);
  });
});

/** With those of the objects inside; what is named elsewhere is looked at there. */
function fieldsOf(schema: Schema, at: string): { at: string; schema: Schema }[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const inside = ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf'].flatMap((keyword) =>
    [schema[keyword] ?? []].flat().filter((each): each is Schema => typeof each === 'object'),
  );
  return [
    ...properties.map(([name, field]) => ({ at: `${at}.${name}`, schema: field })),
    ...properties.flatMap(([name, field]) => fieldsOf(field, `${at}.${name}`)),
    ...inside.flatMap((each) => fieldsOf(each, at)),
  ];
}

describe('its examples', () => {
  test('are there for every body that is sent, and would be accepted', () => {
    const withBody = operations().filter(({ spec }) => spec.body);
    expect(withBody.length).toBeGreaterThan(20);
    for (const { at, operation, spec } of withBody) {
      const example = operation.requestBody?.content['application/json']?.example;
      expect([at, spec.body?.safeParse(example).error]).toEqual([at, undefined]);
      expect([at, isEmpty(example)]).toEqual([at, false]);
    }
  });

  test('are there for every answer that has a body, and are what is answered', () => {
    let count = 0;
    for (const { at, operation, spec } of operations()) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        for (const [type, { example }] of Object.entries(content)) {
          expect([at, status, isEmpty(example)]).toEqual([at, status, false]);
          if (type === 'application/json') expect([at, shapeOf(spec, status).parse(example)]).toEqual([at, example]);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(80);
    for (const [name, { content }] of Object.entries(document.components.responses)) {
      const shape = name.startsWith('Failure') ? Failure : ErrorBody;
      const example = content['application/json']?.example;
      expect([name, shape.parse(example)]).toEqual([name, example]);
    }
  });

  test('are there for every parameter, and would be accepted', () => {
    for (const { at, operation, spec } of operations()) {
      for (const { in: where, name, example } of operation.parameters ?? []) {
        const schema = where === 'path' ? spec.params : where === 'query' ? spec.query : undefined;
        const field = schema instanceof z.ZodObject ? (schema.shape[name] as z.ZodType | undefined) : undefined;
        if (field) expect([at, name, field.safeParse(String(example)).error]).toEqual([at, name, undefined]);
      }
    }
  });

  test('are of a real world: no value says only what type it has', () => {
    const values = operations().flatMap(({ operation }) =>
      [operation.requestBody, ...Object.values(operation.responses)].flatMap((body) =>
        Object.values(body?.content ?? {}).flatMap(({ example }) => leavesOf(example)),
      ),
    );
    expect(values.length).toBeGreaterThan(500);
    expect(values.filter((value) => /^(string|text|value|foo|bar|example|x+)?$/i.test(String(value)))).toEqual([]);
  });
});

function shapeOf(spec: AnySpec, status: string): z.ZodType {
  const answer = spec.answers?.[Number(status)]?.shape;
  return answer ?? (rawType(spec.output) ? rawShape(spec.output) : spec.output) ?? z.never();
}

function isEmpty(example: unknown): boolean {
  return example === undefined || example === '' || JSON.stringify(example) === '{}';
}

/** Not of what says types itself: JSON Schema, and the short form of a tool's arguments. */
function leavesOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  const entries = Object.entries(value).filter(([name]) => name !== 'type' && name !== 'parameters');
  return entries.flatMap(([, inside]) => leavesOf(inside));
}
