import {
  type ListToolsResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type Tool,
} from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';
import { openToolbox } from '@/lib/calls/open-toolbox';
import { readLocale } from '@/lib/http/read-locale';
import { once } from '@/lib/platform/once';
import { VERSION } from '@/lib/platform/version';
import { say, toText } from '@/lib/sentence';
import { runCall } from './call';
import { contextOf } from './call-context';
import type { Visit } from './gate';
import { toMcpTools } from './present-tools';
import { runDiscovery } from './search/run-discovery';
import { DISCOVERY_TOOLS } from './search/tools';
import { CURSOR, PROFILE } from './tool-result';

/** A client may keep the list this long; one that listens hears of a change at once. */
export const LIST_HINT = { ttlMs: 60_000, cacheScope: 'private' } as const;

export const INFO = { name: 'patchbay', title: 'Patchbay', version: VERSION };

/** What a model is told about all tools at once. */
export const INSTRUCTIONS = `Tools of the apps and databases that this user connected. \
A result says when there is more: call the same tool again with the "${CURSOR}" it names. \
When several accounts of one app have a tool, "${PROFILE}" says which one is meant. \
An error says who can mend it; when it has a link, show the link to the user. Do not repeat a call that changes \
something before you know that it did not run.`;

/** The low-level server: providers' schemas pass through as they are, and nothing is built anew for each request. */
export function makeServer(visit: Visit): Server {
  const { usesSearch } = visit.caller;
  const server = new Server(INFO, {
    capabilities: { tools: { listChanged: true } },
    instructions: INSTRUCTIONS,
    jsonSchemaValidator: once('mcp:validator', () => new AjvJsonSchemaValidator()),
    cacheHints: { 'tools/list': LIST_HINT },
  });
  server.setRequestHandler('tools/list', async ({ params }): Promise<ListToolsResult> => {
    // The list comes in one piece: no cursor was ever given out.
    if (params?.cursor !== undefined) {
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        toText(say('calls.notOurCursor'), readLocale(visit.request)),
      );
    }
    return { tools: await listTools(visit) };
  });
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
