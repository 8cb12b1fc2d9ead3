'use client';

import { useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { usePreferProvider, useProviderPreference } from '@/hooks/use-providers';

/** Which provider comes first where several have an app; the others follow in the order they had. */
export function PreferenceCard() {
  const t = useTranslations('providers');
  const { nameOf } = useProviderWords();
  const showError = useErrorToast();
  const prefer = usePreferProvider();
  const { data: providers } = useProviderPreference();
  const [first] = providers ?? [];
  if (!providers || !first) return null;
  const options = [...providers].sort().map((id) => ({ value: id, label: nameOf(id) }));
  const choose = (chosen: string) =>
    prefer.mutate([chosen, ...providers.filter((id) => id !== chosen)], {
      onSuccess: () => toast.success(t('preferred', { name: nameOf(chosen) })),
      onError: showError,
    });
  return (
    <Card aria-labelledby="provider-preference">
      <CardHeader id="provider-preference" title={t('preference')} description={t('preferenceHelp')} />
      <CardBody>
        <Segmented label={t('preferenceFirst')} value={first} onValueChange={choose} options={options} />
      </CardBody>
    </Card>
  );
}
