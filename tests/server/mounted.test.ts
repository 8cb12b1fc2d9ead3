import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as health from '@/app/api/health/route';
import { findMounted } from '@/server/mounted';

test('a mounted path is answered by the very function that Next serves', () => {
  expect(findMounted('GET', '/api/health')?.handler).toBe(health.GET);
});

test.each([
  ['another path', 'GET', '/api/healthy'],
  ['a deeper path', 'GET', '/api/health/ready/now'],
  ['a method without a handler', 'DELETE', '/api/health'],
  ['a name every object has', 'GET', 'constructor'],
])('%s is left to Next', (_what, method, path) => {
  expect(findMounted(method, path)).toBeNull();
});

/** Addresses whose code runs tools: breakers, limits and calls under way are known to the process that mounts them. */
const RUNNING = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts') && /@\/lib\/(calls|mcp)\//.test(readFileSync(`app/${file}`, 'utf8')))
  .flatMap((file) => {
    const methods = readFileSync(`app/${file}`, 'utf8').matchAll(/(?:export const|as) (GET|POST|PUT|PATCH|DELETE)\b/g);
    const path = `/${file.replace(/\/route\.ts$/, '').replace(/\[\w+\]/g, 'x')}`;
    return [...methods].map(([, method]) => [method, path] as const);
  });

test('there are addresses whose code runs tools', () => expect(RUNNING.length).toBeGreaterThan(5));

test.each(RUNNING)('%s %s runs tools, so it is mounted', (method, path) => {
  expect(findMounted(method, path)).not.toBeNull();
});

test.each([
  ['DELETE', '/api/profiles/x'],
  ['POST', '/api/profiles/x/disconnect'],
  ['DELETE', '/api/pipedream/profiles/x'],
  ['POST', '/api/pipedream/profiles/x/disconnect'],
  ['POST', '/api/integrations/disconnect'],
  ['POST', '/api/databases/disconnect'],
])('%s %s closes what calls opened, so it is mounted', (method, path) => {
  expect(findMounted(method, path)).not.toBeNull();
});

test.each([
  ['HEAD', '/api/tools'],
  ['POST', '/api/tools/execut%65'],
  ['POST', '/mc%70/my-agent'],
])('%s %s leads nowhere else than what it means', (method, path) => {
  expect(findMounted(method, path)).not.toBeNull();
});
