import type { CallToolResult, Tool } from '@modelcontextprotocol/server';
import type { Found } from '../apps/catalogue';
import { isRead } from '../apps/run';
import type { Call } from '../http';
import type { JsonObject } from '../json';
import { createMcpEndpoint } from '../mcp';
import { accountFor, execute } from './execute';
import { findMcpServer } from './mcp-servers';
import { refuse } from './reply';
import { inputSchema, slugOf } from './tools';

export const composioMcp = createMcpEndpoint({ name: 'composio', list: listTools, run: callTool });

/** Who it is for stands in the query; the plural that generated links carry is refused, as by the real transport. */
export function serveMcp(call: Call): Response | Promise<Response> {
  if (!findMcpServer(call.sandbox, call.params.id)) return refuse(404, { message: 'MCP server not found' });
  if (!call.query.get('user_id') && !call.query.get('connected_account_id')) {
    return refuse(400, { message: 'Either user_id or connected_account_id is required' });
  }
  return composioMcp.serve(call);
}

function listTools(call: Call): Tool[] {
  return toolsOf(call).map(({ app, action }) => ({
    name: slugOf(app, action),
    title: action.title,
    description: action.description,
    inputSchema: inputSchema(action),
    annotations: {
      readOnlyHint: isRead(action),
      destructiveHint: action.destructive,
      idempotentHint: isRead(action) || action.verb === 'update' || action.verb === 'delete',
      openWorldHint: true,
    },
  }));
}

async function callTool(call: Call, name: string, input: JsonObject): Promise<CallToolResult> {
  const found = toolsOf(call).find(({ app, action }) => slugOf(app, action) === name);
  if (!found) return asText({ error: `Tool ${name} not found`, successful: false }, true);
  const user = call.query.get('user_id') ?? undefined;
  const account = accountFor(call.sandbox, found, user, call.query.get('connected_account_id') ?? undefined);
  if (account instanceof Response) return asText(await account.json(), true);
  const execution = execute(call.sandbox, found, account, input);
  return asText(execution, !execution.successful);
}

function toolsOf({ sandbox, params }: Call): Found[] {
  const server = findMcpServer(sandbox, params.id);
  if (!server) return [];
  const found = server.toolkits.flatMap((slug) => {
    const app = sandbox.catalogue.toolkit(slug);
    return app ? sandbox.catalogue.actions(app).map((action) => ({ app, action })) : [];
  });
  const { allowedTools } = server;
  return found.filter(({ app, action }) => allowedTools.length === 0 || allowedTools.includes(slugOf(app, action)));
}

function asText(body: unknown, isError: boolean): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(body) }], isError };
}
