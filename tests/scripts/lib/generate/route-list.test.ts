import { expect, test } from 'vitest';
import { methodsOf, pathOf } from '@/scripts/lib/generate/route-list';

test.each([
  ['app/api/keys/route.ts', '/api/keys'],
  ['app/api/keys/[id]/route.ts', '/api/keys/{id}'],
  ['app/api/auth/[...nextauth]/route.ts', '/api/auth/{nextauth}'],
  ['app/mcp/[[...rest]]/route.ts', '/mcp/{rest}'],
  ['app/api/(open)/health/route.ts', '/api/health'],
])('%s serves %s', (file, path) => {
  expect(pathOf(file)).toBe(path);
});

test.each([
  ['a constant', 'export const GET = route({}, run);', ['GET']],
  ['a function', 'export async function POST(request: Request) {}', ['POST']],
  ['a list', 'async function serve() {}\nexport { serve as GET, serve as DELETE };', ['GET', 'DELETE']],
  ['an unpacked object', 'export const { GET, POST } = handlers();', ['GET', 'POST']],
  ['nothing else', "export const dynamic = 'force-dynamic';\nconst PUT = 1;", []],
])('handlers are found when exported as %s', (_how, source, methods) => {
  expect(methodsOf(source)).toEqual(methods);
});
