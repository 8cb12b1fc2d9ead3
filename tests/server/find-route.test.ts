import { expect, test } from 'vitest';
import * as health from '@/app/api/health/route';
import { findRoute } from '@/server/find-route';

test('an address is answered by the very function that Next serves in development', () => {
  expect(findRoute('GET', '/api/health')).toEqual({ handler: health.GET, params: {} });
  expect(findRoute('HEAD', '/api/health')).toEqual({ handler: health.GET, params: {} });
});

test.each(['/', '/apps', '/apix', '/mcpx', '//api/keys', '/api/auth/session', '/api%2Fkeys'])(
  '%s is left to the pages',
  (path) => {
    expect(findRoute('GET', path)).toBeNull();
  },
);

test.each([
  ['/api/profiles/one', { profile_id: 'one' }],
  ['/api/composio/profiles/one/tools', { provider: 'composio', profile_id: 'one' }],
  ['/api/databases/a%20b%2Fc/query', { db_id: 'a b/c' }, 'POST'],
  ['/mc%70/my-agent', { agent: 'my-agent' }, 'POST'],
  ['/api/tools/execut%65', {}, 'POST'],
])('%s names its parts', (path, params, method = 'GET') => {
  expect(findRoute(method, path)).toEqual({ handler: expect.any(Function), params });
});

test('a segment that is written out goes before one that may be anything', () => {
  expect(findRoute('GET', '/api/apps/categories')).toMatchObject({ params: {} });
  expect(findRoute('PUT', '/api/admin/providers/preference')).toMatchObject({ params: {} });
  expect(findRoute('PUT', '/api/admin/providers/composio')).toMatchObject({ params: { provider: 'composio' } });
});

test.each([
  '/api',
  '/api/healthy',
  '/api/health/ready/now',
  '/api/constructor',
  '/api/tools%2Fexecute',
  '/api/profiles/{profile_id}/nothing',
  '/api/profiles/%ff/nothing',
  '/mcp/a/b',
])('there is nothing at %s', (path) => {
  expect(findRoute('GET', path)).toEqual({ allowed: [] });
});

test.each([
  ['/api/', '/api'],
  ['/mcp/', '/mcp'],
  ['/api/keys/', '/api/keys'],
  ['/api//keys', '/api/keys'],
  ['/mc%70///my-agent//', '/mc%70/my-agent'],
  ['/api/keys\\one', '/api/keys/one'],
])('%s leads to %s', (path, location) => {
  expect(findRoute('POST', path)).toEqual({ location });
});

test('a method that an address does not have is refused with those that it has', () => {
  expect(findRoute('DELETE', '/api/health')).toEqual({ allowed: ['GET', 'HEAD', 'OPTIONS'] });
  expect(findRoute('constructor', '/api/health')).toEqual({ allowed: ['GET', 'HEAD', 'OPTIONS'] });
  expect(findRoute('PUT', '/mcp')).toEqual({ allowed: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST'] });
});
