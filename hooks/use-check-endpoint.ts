import { useMutation } from '@tanstack/react-query';
import * as z from 'zod';
import { ApiError, api } from '@/lib/api-client';

const REVISION = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientInfo': { name: 'patchbay-check', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const Listed = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) });

export type Endpoint = { url: string; headers: Record<string, string> };

/**
 * Asks the endpoint for its tools as an agent would: with the key, which counts before the reader's own session. Null
 * when it does not know the key; as an error that would be taken for the end of the session.
 */
export function useCheckEndpoint() {
  return useMutation({
    mutationFn: async ({ url, headers }: Endpoint) => {
      const startedAt = performance.now();
      const reply = await listTools(url, headers).catch(withoutStrangers);
      return reply && { tools: reply.result.tools.map(({ name }) => name), latencyMs: performance.now() - startedAt };
    },
  });
}

function listTools(url: string, headers: Record<string, string>) {
  return api(Listed, url, {
    method: 'POST',
    body: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: META } },
    headers: {
      ...headers,
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': REVISION,
      'Mcp-Method': 'tools/list',
    },
  });
}

function withoutStrangers(error: unknown): null {
  if (error instanceof ApiError && error.code === 'unauthenticated') return null;
  throw error;
}
