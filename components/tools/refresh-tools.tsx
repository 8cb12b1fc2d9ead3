'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TimeAgo } from '@/components/ui/time-ago';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useRefreshTools } from '@/hooks/use-profile-tools';

type Props = { profileId: string; discoveredAt: string | null };

/** When the app was last asked which tools it has, and the button that asks again. */
export function RefreshTools({ profileId, discoveredAt }: Props) {
  const t = useTranslations('tools');
  const showError = useErrorToast();
  const refresh = useRefreshTools(profileId);
  return (
    <span className="flex items-center gap-2 text-faint text-xs">
      {discoveredAt && (
        <span className="hidden sm:inline">{t.rich('discovered', { at: () => <TimeAgo at={discoveredAt} /> })}</span>
      )}
      <Button
        variant={discoveredAt ? 'ghost' : 'secondary'}
        size="sm"
        pending={refresh.isPending}
        onClick={() =>
          refresh.mutate(undefined, {
            onSuccess: ({ count }) => toast.success(t('refreshed', { count })),
            onError: showError,
          })
        }
      >
        <RefreshCw aria-hidden />
        {t('refresh')}
      </Button>
    </span>
  );
}
