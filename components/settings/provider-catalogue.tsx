'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { TimeAgo } from '@/components/ui/time-ago';
import { useCatalogueSyncs } from '@/hooks/use-apps';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useSyncCatalogue } from '@/hooks/use-providers';
import type { CatalogueSync } from '@/lib/contracts/app-list';
import type { ProviderSetting } from '@/lib/contracts/provider-setting';

/** How far the catalogue was read, and the button that reads it anew. */
export function ProviderCatalogue({ setting: { provider, name, apps, enabled } }: { setting: ProviderSetting }) {
  const t = useTranslations('providers');
  const showError = useErrorToast();
  const request = useSyncCatalogue();
  const sync = useCatalogueSyncs(request.isSuccess).data?.find((candidate) => candidate.provider === provider);
  if (!sync) return null;
  const isWaiting = request.isSuccess && sync.started_at === request.data.started_at && sync.state !== 'failed';
  const isRunning = sync.state === 'running' || isWaiting;
  return (
    <div className="grid gap-2 border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-muted text-sm">
          <SyncWords sync={sync} isWaiting={isWaiting} />
        </p>
        <Button
          size="sm"
          disabled={!enabled}
          pending={request.isPending || isRunning}
          onClick={() => request.mutate(provider, { onError: showError })}
        >
          <RefreshCw aria-hidden />
          {t('syncNow')}
        </Button>
      </div>
      {isRunning && (
        <Progress
          label={t('syncing', { name })}
          value={isWaiting || apps === 0 ? null : Math.min(sync.seen, apps)}
          max={Math.max(apps, 1)}
        />
      )}
    </div>
  );
}

function SyncWords({
  sync: { state, seen, finished_at, failure },
  isWaiting,
}: {
  sync: CatalogueSync;
  isWaiting: boolean;
}) {
  const t = useTranslations('providers.sync');
  if (isWaiting) return t('waiting');
  if (state === 'failed') return t('failed', { why: failure ?? '' });
  if (state === 'done' && finished_at) return t.rich('done', { count: seen, at: () => <TimeAgo at={finished_at} /> });
  return t(state === 'never' ? 'never' : 'running', { count: seen });
}
