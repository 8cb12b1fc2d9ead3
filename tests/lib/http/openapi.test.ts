import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET } from '@/app/api/openapi.json/route';
import { routes } from '@/lib/generated/routes';
import { ask } from '@/tests/support/ask';

type Operation = {
  operationId: string;
  summary?: string;
  tags: string[];
  security: Record<string, string[]>[];
  responses: Record<string, unknown>;
};
type Document = { paths: Record<string, Record<string, Operation>>; components: Record<string, unknown> };

let document: Document;
let text: string;

beforeAll(async () => {
  text = await (await ask(GET)).text();
  document = JSON.parse(text);
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  );

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('describes every endpoint of the API but next-auth’s own', () => {
    const expected = routes
      .filter(({ path }) => path.startsWith('/api/') && !path.startsWith('/api/auth/'))
      .map(({ method, path }) => `${method} ${path}`);
    expect(
      operations()
        .map(({ at }) => at)
        .sort(),
    ).toEqual(expected.sort());
  });

  test('every reference leads somewhere', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
    expect(references.length).toBeGreaterThan(20);
    const dangling = references.filter((target) => resolve(target) === undefined);
    expect(dangling).toEqual([]);
  });

  test('every operation has its own id, a summary, a tag, a success and an error', () => {
    const all = operations();
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
    for (const { at, operation } of all) {
      expect([at, operation.summary]).toEqual([at, expect.any(String)]);
      expect([at, operation.tags.length]).toEqual([at, 1]);
      expect([at, Object.keys(operation.responses)]).toEqual([at, expect.arrayContaining(['default'])]);
      expect([at, Object.keys(operation.responses).some((status) => /^[23]/.test(status))]).toEqual([at, true]);
    }
  });

  test('says which scope a key needs, and that some endpoints take none', () => {
    const keys = document.paths['/api/keys']?.post;
    expect(keys?.security).toContainEqual({ key: ['admin'] });
    expect(document.paths['/api/session']?.get?.security.some((way) => 'key' in way)).toBe(false);
    expect(document.paths['/api/setup']?.get?.security).toEqual([]);
  });
});

function resolve(reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
}
