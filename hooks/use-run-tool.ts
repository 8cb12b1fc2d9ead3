import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '@/lib/api-client';
import type { JsonObject } from '@/lib/contracts/json';
import { ToolCallAnswer } from '@/lib/contracts/tool-call';
import { keys } from './query-keys';
import { useViewedAccount } from './use-viewed-account';

export type ToolRun = { tool: string; input: JsonObject; cursor?: string };

/** Runs one tool of a profile, as the person who looks at it. Cancelling hangs up, which cancels it at the app too. */
export function useRunTool(profileId: string) {
  const account = useViewedAccount();
  const cache = useQueryClient();
  const running = useRef<AbortController>(undefined);
  const mutation = useMutation({
    mutationFn: ({ tool, input, cursor }: ToolRun) => {
      running.current = new AbortController();
      const body = {
        ...{ action: tool, params: input, profile_id: profileId },
        ...(cursor !== undefined && { cursor }),
        ...(account && { user_id: account }),
      };
      const { signal } = running.current;
      return api(ToolCallAnswer, '/api/tools/execute', { method: 'POST', body, signal });
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.overview });
      void cache.invalidateQueries({ queryKey: keys.executions.all });
    },
  });
  return { run: mutation, cancel: () => running.current?.abort() };
}
