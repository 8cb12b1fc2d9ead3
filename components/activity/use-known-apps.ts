import { useProfileApps } from '@/hooks/use-profiles';
import type { Execution } from '@/lib/contracts/execution';

/** Names and pictures of the apps that a record knows by their slugs. */
export function useKnownApps() {
  const apps = useProfileApps().data ?? [];
  const find = ({ provider, app_slug }: Pick<Execution, 'provider' | 'app_slug'>) =>
    apps.find((app) => app.app_slug === app_slug && app.provider === provider) ??
    apps.find((app) => app.app_slug === app_slug);
  return { apps, find };
}
