import { routes } from '@/lib/generated/routes';

type Params = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;
type Route = { segments: string[]; handlers: Record<string, Handler> };

export type FoundRoute = { handler: Handler; params: Params };
/** The methods that the address has; none where there is no such address. */
export type NoRoute = { allowed: string[] };
/** The same address without the slashes that it does not need. */
export type MovedRoute = { location: string };

const ROOTS = ['api', 'mcp'];
const SLASHES = /[/\\]+/g;
const NEEDLESS = /\/{2}|\\|\/$/;

const byPath = new Map<string, Route>();
for (const { path, method, handler } of routes) {
  const route = byPath.get(path) ?? { segments: path.split('/'), handlers: {} };
  route.handlers[method] = handler as Handler;
  byPath.set(path, route);
}
/** Those whose address holds `{name}` for a segment, written-out segments first. */
const patterns = [...byPath.values()].filter(({ segments }) => segments.some(isParam)).sort(writtenOutFirst);

/**
 * Who answers an address of the API: the same functions that Next serves in development, without the way through its
 * router and its process. Null where the pages answer; signing in and out is next-auth's own, and belongs to them.
 */
export function findRoute(asked = 'GET', path: string): FoundRoute | NoRoute | MovedRoute | null {
  // An address that is written in another way is the same address; a slash within a segment is none between two.
  const given = path.split('/').map(decode);
  const [, first = '', second] = given;
  if (!ROOTS.includes(first) || (first === 'api' && second === 'auth')) return null;
  if (NEEDLESS.test(path)) return { location: path.replace(SLASHES, '/').replace(/\/$/, '') };
  const found = match(given);
  if (!found) return { allowed: [] };
  const { handlers } = found.route;
  const handler = own(handlers, asked === 'HEAD' ? 'GET' : asked);
  return handler ? { handler, params: found.params } : { allowed: methodsOf(handlers) };
}

function match(given: string[]): { route: Route; params: Params } | null {
  const exact = byPath.get(given.join('/'));
  if (exact?.segments.length === given.length && !exact.segments.some(isParam)) return { route: exact, params: {} };
  for (const route of patterns) {
    const params = paramsOf(route.segments, given);
    if (params) return { route, params };
  }
  return null;
}

function paramsOf(pattern: string[], given: string[]): Params | null {
  if (pattern.length !== given.length) return null;
  const params: Params = {};
  for (const [index, part] of pattern.entries()) {
    const value = given[index] ?? '';
    if (!isParam(part)) {
      if (part !== value) return null;
    } else if (value) params[part.slice(1, -1)] = value;
    else return null;
  }
  return params;
}

function methodsOf(handlers: Route['handlers']): string[] {
  const methods = Object.keys(handlers);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}

function own(handlers: Route['handlers'], method: string): Handler | undefined {
  return Object.hasOwn(handlers, method) ? handlers[method] : undefined;
}

function isParam(segment: string): boolean {
  return segment.startsWith('{');
}

function writtenOutFirst(one: Route, other: Route): number {
  for (const [index, segment] of one.segments.entries()) {
    const difference = Number(isParam(segment)) - Number(isParam(other.segments[index] ?? ''));
    if (difference !== 0) return difference;
  }
  return 0;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
