import * as databaseQuery from '@/app/api/databases/[db_id]/query/route';
import * as databaseSchema from '@/app/api/databases/[db_id]/schema/route';
import * as ready from '@/app/api/health/ready/route';
import * as health from '@/app/api/health/route';
import * as metrics from '@/app/api/metrics/route';
import * as results from '@/app/api/results/[cursor]/route';
import * as execute from '@/app/api/tools/execute/route';
import * as toolHealth from '@/app/api/tools/health/route';
import * as tools from '@/app/api/tools/route';
import * as agentMcp from '@/app/mcp/[agent]/route';
import * as mcp from '@/app/mcp/route';

type Params = Record<string, string>;
type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;
export type Mounted = { handler: Handler; params: Params };

/**
 * The endpoints that agents call so often that passing through Next's router would cost more than the work itself, and
 * all others that run tools: breakers, limits and what is under way are known to one process.
 * The same functions as Next serves; a path may hold `{name}` for one segment.
 */
const MOUNTED: Record<string, Partial<Record<string, Handler>>> = {
  '/api/databases/{db_id}/query': { POST: databaseQuery.POST },
  '/api/databases/{db_id}/schema': { GET: databaseSchema.GET },
  '/api/health': { GET: health.GET },
  '/api/health/ready': { GET: ready.GET },
  '/api/metrics': { GET: metrics.GET },
  '/api/results/{cursor}': { GET: results.GET },
  '/api/tools': { GET: tools.GET },
  '/api/tools/execute': { POST: execute.POST },
  '/api/tools/health': { GET: toolHealth.GET },
  '/mcp': { GET: mcp.GET, POST: mcp.POST, DELETE: mcp.DELETE },
  '/mcp/{agent}': { GET: agentMcp.GET, POST: agentMcp.POST, DELETE: agentMcp.DELETE },
};

const patterns = Object.entries(MOUNTED)
  .filter(([path]) => path.includes('{'))
  .map(([path, handlers]) => ({ segments: path.split('/'), handlers }));

/** Null when Next shall answer: another path, or a method that only Next knows how to refuse. */
export function findMounted(method = 'GET', path: string): Mounted | null {
  const handler = MOUNTED[path]?.[method];
  if (handler) return { handler, params: {} };
  for (const { segments, handlers } of patterns) {
    const params = handlers[method] && match(segments, path.split('/'));
    const found = handlers[method];
    if (params && found) return { handler: found, params };
  }
  return null;
}

function match(pattern: string[], given: string[]): Params | null {
  if (pattern.length !== given.length) return null;
  const params: Params = {};
  for (const [index, part] of pattern.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return null;
    } else if (value) params[part.slice(1, -1)] = decode(value);
    else return null;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
