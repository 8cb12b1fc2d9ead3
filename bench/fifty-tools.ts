const TOOLS = 50;

export type Message = { id?: unknown; method?: string; params?: { name?: string } };

/** The least that a provider can be: fifty tools that answer at once. */
export function answerTo({ id, method, params }: Message) {
  const result = resultOf({ method, params });
  return { jsonrpc: '2.0', id, ...(result ? { result } : { error: { code: -32601, message: 'Method not found' } }) };
}

function resultOf({ method, params }: Message) {
  if (method === 'tools/call')
    return { content: [{ type: 'text', text: JSON.stringify({ tool: params?.name, ok: true }) }] };
  if (method === 'tools/list') return { tools: Array.from({ length: TOOLS }, (_, number) => tool(number)) };
  if (method !== 'initialize') return null;
  return { protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 'upstream', version: '1' } };
}

function tool(number: number) {
  return {
    name: `bench-tool-${number}`,
    description: `Tool ${number}`,
    inputSchema: { type: 'object', properties: {} },
  };
}
