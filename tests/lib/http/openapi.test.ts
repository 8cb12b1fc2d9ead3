import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { GET } from '@/app/api/openapi.json/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { routes } from '@/lib/generated/routes';
import { carriesSuccess } from '@/server/carries-success';
import { ask } from '@/tests/support/ask';

type Operation = {
  operationId: string;
  summary?: string;
  tags: string[];
  security: Record<string, string[]>[];
  responses: Record<string, unknown>;
};
type Reply = { content: { 'application/json': { schema: { $ref: string } } } };
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
  test('promises `success: false` where the server, too, sends it with refusals that reach no endpoint', () => {
    const said = operations().map(({ at, operation }) => {
      const [method, url] = at.split(' ');
      return { at, promises: JSON.stringify(operation.responses.default).includes('Failure'), method, url };
    });
    expect(said.filter(({ promises }) => promises).length).toBeGreaterThan(10);
    for (const { at, promises, method, url } of said)
      expect([at, carriesSuccess({ method, url: `${url}?a=b` })]).toEqual([at, promises]);
  });

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

  test('no endpoint makes agents, so whatever names one says that it cannot be made, and no page promises one', () => {
    expect(routes.filter(({ path }) => path.startsWith('/api/agents'))).toEqual([]);
    const named = [...text.matchAll(/"(agent|agent_id)":(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})/g)].map(([, , told]) => told);
    const parameters = [...text.matchAll(/\{[^{}]*"name":"(?:agent|agent_id)"[^{}]*/g)].map(([told]) => told);
    expect(named.length).toBeGreaterThan(2);
    expect(parameters.length).toBeGreaterThan(1);
    for (const told of [...named, ...parameters]) expect(told).toMatch(/cannot be made yet/);
    for (const page of ['README.md', 'docs/operate.md', 'docs/security.md']) {
      expect(readFileSync(page, 'utf8'), page).not.toMatch(/agents with versions|key of an agent|agent's key/i);
    }
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

  test('its ids and schemas have names that a person would give', () => {
    expect(document.paths['/api/profiles/{profile_id}']?.delete?.operationId).toBe('deleteProfilesByProfileId');
    expect(document.paths['/api/databases/{db_id}']?.patch?.operationId).toBe('patchDatabasesByDbId');
    expect(Object.keys(document.components.schemas as object).filter((name) => name.startsWith('_'))).toEqual([]);
  });

  test('an endpoint whose callers look at `success` fails in the shape that is described', async () => {
    const described = document.paths['/api/tools/execute']?.post?.responses['401'] as { $ref: string };
    const schema = (resolve(described.$ref) as Reply).content['application/json'].schema;
    const { properties, required } = resolve(schema.$ref) as { properties: object; required: string[] };
    const body = await (await ask(execute, { method: 'POST', body: {} })).json();
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(body)));
    expect(Object.keys(body)).toEqual(expect.arrayContaining(required));
  });

  test('an endpoint with several answers describes each', () => {
    const statuses = (path: string, method: string) =>
      Object.keys(document.paths[path]?.[method]?.responses ?? {}).filter((status) => /^[235]/.test(status));
    expect(statuses('/api/profiles/{profile_id}', 'delete')).toEqual(['202', '204', '503']);
    expect(statuses('/api/health/ready', 'get')).toEqual(['200', '503']);
    expect(statuses('/api/integrations/callback', 'get')).toEqual(['303']);
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
