import * as providerDisconnect from '@/app/api/[provider]/profiles/[profile_id]/disconnect/route';
import * as providerProfile from '@/app/api/[provider]/profiles/[profile_id]/route';
import * as databaseQuery from '@/app/api/databases/[db_id]/query/route';
import * as databaseSchema from '@/app/api/databases/[db_id]/schema/route';
import * as databaseDisconnect from '@/app/api/databases/disconnect/route';
import * as ready from '@/app/api/health/ready/route';
import * as health from '@/app/api/health/route';
import * as appDisconnect from '@/app/api/integrations/disconnect/route';
import * as metrics from '@/app/api/metrics/route';
import * as disconnect from '@/app/api/profiles/[profile_id]/disconnect/route';
import * as profile from '@/app/api/profiles/[profile_id]/route';
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
 * The endpoints that agents call so often that passing through Next's router would cost more than the work itself; all
 * others that run tools, because breakers, limits and what is under way are known to one process; and those that end a
 * connection, because the sessions that calls opened are closed with it.
 * The same functions as Next serves; a path may hold `{name}` for one segment.
 */
const MOUNTED: Record<string, Partial<Record<string, Handler>>> = {
  '/api/databases/disconnect': { POST: databaseDisconnect.POST },
  '/api/databases/{db_id}/query': { POST: databaseQuery.POST },
  '/api/databases/{db_id}/schema': { GET: databaseSchema.GET },
  '/api/health': { GET: health.GET },
  '/api/health/ready': { GET: ready.GET },
  '/api/integrations/disconnect': { POST: appDisconnect.POST },
  '/api/metrics': { GET: metrics.GET },
  '/api/profiles/{profile_id}': { DELETE: profile.DELETE },
  '/api/profiles/{profile_id}/disconnect': { POST: disconnect.POST },
  '/api/results/{cursor}': { GET: results.GET },
  '/api/tools': { GET: tools.GET },
  '/api/tools/execute': { POST: execute.POST },
  '/api/tools/health': { GET: toolHealth.GET },
  '/api/{provider}/profiles/{profile_id}': { DELETE: providerProfile.DELETE },
  '/api/{provider}/profiles/{profile_id}/disconnect': { POST: providerDisconnect.POST },
  '/mcp': { GET: mcp.GET, POST: mcp.POST, DELETE: mcp.DELETE },
  '/mcp/{agent}': { GET: agentMcp.GET, POST: agentMcp.POST, DELETE: agentMcp.DELETE },
};

const patterns = Object.entries(MOUNTED)
  .filter(([path]) => path.includes('{'))
  .map(([path, handlers]) => ({ segments: path.split('/'), handlers }));

/** Null when Next shall answer: another path, or a method that only Next knows how to refuse. */
export function findMounted(asked = 'GET', path: string): Mounted | null {
  const method = asked === 'HEAD' ? 'GET' : asked;
  const handler = MOUNTED[decoded(path)]?.[method];
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
      if (part !== decode(value)) return null;
    } else if (value) params[part.slice(1, -1)] = decode(value);
    else return null;
  }
  return params;
}

/** An address that is written in another way is the same address to Next, and must not lead past what is counted here. */
function decoded(path: string): string {
  return path.includes('%') ? path.split('/').map(decode).join('/') : path;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
