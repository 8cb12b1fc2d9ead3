import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { Recording } from '@/lib/contracts/execution';
import { Workspace, type WorkspaceChange } from '@/lib/contracts/workspace';
import { keys } from './query-keys';

export function useRenameWorkspace() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: WorkspaceChange) => api(Workspace, '/api/workspace', { method: 'PATCH', body: change }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.session }),
  });
}

/** Whether what goes into tools and comes out is kept with the calls. */
export function useRecording() {
  return useQuery({
    queryKey: keys.executions.recording,
    queryFn: ({ signal }) => api(Recording, '/api/executions/recording', { signal }),
  });
}

export function useChangeRecording() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (recording: Recording) =>
      api(Recording, '/api/executions/recording', { method: 'PUT', body: recording }),
    onSuccess: (recording) => cache.setQueryData(keys.executions.recording, recording),
  });
}
