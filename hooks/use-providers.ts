import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { CatalogueSync } from '@/lib/contracts/app-list';
import { ProviderPreference, ProviderSetting, ProviderSettingList } from '@/lib/contracts/provider-setting';
import { keys } from './query-keys';
import { useForgetProfiles } from './use-profiles';

/** For admins: which providers there are, which are on, and what hangs on them. */
export function useProviders() {
  return useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => api(ProviderSettingList, '/api/admin/providers', { signal }),
    select: ({ providers }) => providers,
  });
}

export function useSwitchProvider() {
  const forget = useForgetProfiles();
  return useMutation({
    mutationFn: ({ provider, enabled }: { provider: string; enabled: boolean }) =>
      api(ProviderSetting, `/api/admin/providers/${provider}`, { method: 'PUT', body: { enabled } }),
    onSuccess: forget,
  });
}

/** Which provider serves an app that several have, in order. */
export function useProviderPreference() {
  return useQuery({
    queryKey: keys.providerPreference,
    queryFn: ({ signal }) => api(ProviderPreference, '/api/admin/providers/preference', { signal }),
    select: ({ providers }) => providers,
  });
}

export function usePreferProvider() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (providers: string[]) =>
      api(ProviderPreference, '/api/admin/providers/preference', { method: 'PUT', body: { providers } }),
    onSuccess: (preference) => cache.setQueryData(keys.providerPreference, preference),
  });
}

/** Begins reading a provider's catalogue anew; `useCatalogueSyncs` has its progress. */
export function useSyncCatalogue() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (provider: string) => api(CatalogueSync, `/api/admin/providers/${provider}/sync`, { method: 'POST' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.apps.syncs }),
  });
}
