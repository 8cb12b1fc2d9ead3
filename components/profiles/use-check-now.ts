import { useTranslations } from 'next-intl';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useErrorWords } from '@/hooks/use-error-words';
import { useCheckProfile } from '@/hooks/use-profiles';
import { ApiError } from '@/lib/api-client';

/** Asks the service of a profile now, and says what came of it. */
export function useCheckNow({ id, name }: { id: string; name: string }) {
  const t = useTranslations('profiles');
  const status = useTranslations('status');
  const words = useErrorWords();
  const showError = useErrorToast();
  const check = useCheckProfile(id);
  const run = () =>
    check.mutate(undefined, {
      onSuccess: (now) => toast.success(t('checked', { name, status: status(now.status) })),
      onError: (error) => {
        if (!isOutage(error)) return showError(error);
        toast.error(t('notReached', { name }), { description: words(error).help });
      },
    });
  return { run, isPending: check.isPending };
}

function isOutage(error: Error): boolean {
  return error instanceof ApiError && (error.code === 'provider_unavailable' || error.code === 'provider_rejected');
}
