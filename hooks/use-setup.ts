import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { type Setup, SetupResult } from '@/lib/contracts/session';

export function useSetUp() {
  return useMutation({
    mutationFn: (input: Setup) => api(SetupResult, '/api/setup', { method: 'POST', body: input }),
  });
}
