import {
  type ListToolsResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type Tool,
} from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { openToolbox } from '@/lib/calls/open-toolbox';
import { once } from '@/lib/platform/once';
import { runCall } from './call';
import type { Visit } from './gate';
import { toMcpTools } from './present-tools';
import { runDiscovery } from './search/run-discovery';
import { DISCOVERY_TOOLS } from './search/tools';

/** A client may keep the list this long; one that listens hears of a change at once. */
const LIST_TTL_MS = 60_000;

const INFO = { name: 'patchbay', title: 'Patchbay', version: '1.0.0' };

/** The low-level server: providers' schemas pass through as they are, and nothing is built anew for each request. */
export function makeServer(visit: Visit): Server {
  const { usesSearch } = visit.caller;
  const server = new Server(INFO, {
    capabilities: { tools: { listChanged: true } },
    jsonSchemaValidator: once('mcp:validator', () => new AjvJsonSchemaValidator()),
    cacheHints: { 'tools/list': { ttlMs: LIST_TTL_MS, cacheScope: 'private' } },
  });
  server.setRequestHandler('tools/list', async (): Promise<ListToolsResult> => ({ tools: await listTools(visit) }));
  server.setRequestHandler('tools/call', ({ params }, context) =>
    usesSearch ? runDiscovery(visit, params, context) : runCall(visit, params, context),
  );
  return server;
}

async function listTools({ caller: { principal, agent, usesSearch } }: Visit): Promise<Tool[]> {
  if (!principal.scopes.includes('tools:read')) {
    throw new ProtocolError(ProtocolErrorCode.InvalidRequest, 'This key does not have the scope tools:read.');
  }
  return usesSearch ? DISCOVERY_TOOLS : toMcpTools(await openToolbox(principal, agent));
}
