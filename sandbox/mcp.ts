import {
  type AuthInfo,
  type CallToolResult,
  createMcpHandler,
  type McpHttpHandler,
  Server,
  type Tool,
} from '@modelcontextprotocol/server';
import { type Call, toRequest } from './http';
import { isObject, type JsonObject } from './json';

export type McpSurface = {
  name: string;
  list(call: Call): Tool[];
  run(call: Call, tool: string, input: JsonObject): CallToolResult | Promise<CallToolResult>;
};

/**
 * Serves tools over streamable HTTP, without sessions, to clients of the current and the former revision. The low-level
 * server, because the tools' schemas must reach the client as they are.
 */
export function createMcpEndpoint(surface: McpSurface): {
  serve(call: Call): Promise<Response>;
  handler: McpHttpHandler;
} {
  const calls = new WeakMap<AuthInfo, Call>();
  const handler = createMcpHandler(({ authInfo }) => {
    const call = authInfo && calls.get(authInfo);
    if (!call) throw new Error('An MCP server was asked for outside a call.');
    const server = new Server(
      { name: surface.name, version: '1.0.0' },
      { capabilities: { tools: { listChanged: true } } },
    );
    server.setRequestHandler('tools/list', () => ({ tools: surface.list(call) }));
    server.setRequestHandler('tools/call', ({ params }) =>
      surface.run(call, params.name, isObject(params.arguments) ? params.arguments : {}),
    );
    return server;
  });

  return {
    handler,
    serve: (call) => {
      const authInfo = { token: '', clientId: surface.name, scopes: [] };
      calls.set(authInfo, call);
      return handler.fetch(toRequest(call), { authInfo });
    },
  };
}
