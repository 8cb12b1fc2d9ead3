export const TOOL_NAMES = Array.from({ length: 50 }, (_, number) => `bench-tool-${number}`);

export type Message = { id?: unknown; method?: string; params?: { name?: string } };

/** The least that a provider can be: fifty tools that answer at once. */
export function answerTo({ id, method, params }: Message) {
  const result = resultOf({ method, params });
  return { jsonrpc: '2.0', id, ...(result ? { result } : { error: { code: -32601, message: 'Method not found' } }) };
}

function resultOf({ method, params }: Message) {
  if (method === 'tools/call')
    return { content: [{ type: 'text', text: JSON.stringify({ tool: params?.name, ok: true }) }] };
  if (method === 'tools/list') return { tools: TOOL_NAMES.map(tool) };
  if (method !== 'initialize') return null;
  return { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'upstream', version: '1' } };
}

function tool(name: string) {
  return { name, description: `Does what ${name} does.`, inputSchema: { type: 'object', properties: {} } };
}
