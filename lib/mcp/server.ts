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
import { contextOf } from './call-context';
import type { Visit } from './gate';
import { toMcpTools } from './present-tools';
import { runDiscovery } from './search/run-discovery';
import { DISCOVERY_TOOLS } from './search/tools';

/** A client may keep the list this long; one that listens hears of a change at once. */
export const LIST_HINT = { ttlMs: 60_000, cacheScope: 'private' } as const;

export const INFO = { name: 'patchbay', title: 'Patchbay', version: '1.0.0' };

/** The low-level server: providers' schemas pass through as they are, and nothing is built anew for each request. */
export function makeServer(visit: Visit): Server {
  const { usesSearch } = visit.caller;
  const server = new Server(INFO, {
    capabilities: { tools: { listChanged: true } },
    jsonSchemaValidator: once('mcp:validator', () => new AjvJsonSchemaValidator()),
    cacheHints: { 'tools/list': LIST_HINT },
  });
  server.setRequestHandler('tools/list', async (): Promise<ListToolsResult> => ({ tools: await listTools(visit) }));
  server.setRequestHandler('tools/call', ({ params }, context) =>
    (usesSearch ? runDiscovery : runCall)(visit, params, contextOf(context, visit.request.headers)),
  );
  return server;
}

export function mayList({ caller: { principal } }: Visit): boolean {
  return principal.scopes.includes('tools:read');
}

async function listTools(visit: Visit): Promise<Tool[]> {
  const { principal, agent, usesSearch } = visit.caller;
  if (!mayList(visit)) {
    throw new ProtocolError(ProtocolErrorCode.InvalidRequest, 'This key does not have the scope tools:read.');
  }
  return usesSearch ? DISCOVERY_TOOLS : toMcpTools(await openToolbox(principal, agent));
}
