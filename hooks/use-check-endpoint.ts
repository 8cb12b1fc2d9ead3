import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { ApiError, api } from '@/lib/api-client';

const ListedTools = z.object({
  result: z.object({ tools: z.array(z.object({ name: z.string(), description: z.string().optional() })) }).optional(),
  error: z.object({ message: z.string() }).optional(),
});

type Endpoint = { url: string; headers: Record<string, string> };

/** Asks the endpoint for its tools exactly as an agent would: with the key, and without the reader's own session. */
export function useCheckEndpoint() {
  return useMutation({
    mutationFn: async ({ url, headers }: Endpoint) => {
      const startedAt = performance.now();
      const reply = await api(ListedTools, url, {
        method: 'POST',
        body: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
        headers: { ...headers, Accept: 'application/json, text/event-stream' },
      });
      if (!reply.result) throw new ApiError('provider_rejected', reply.error?.message ?? '');
      return { tools: reply.result.tools, latencyMs: Math.round(performance.now() - startedAt) };
    },
  });
}
