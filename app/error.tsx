'use client';

import { useTranslations } from 'next-intl';
import { StandaloneMessage } from '@/components/shell/standalone-message';
import { Button } from '@/components/ui/button';

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  const t = useTranslations('pages.error');
  return (
    <StandaloneMessage title={t('title')} description={t('description')} code={error.digest}>
      <Button variant="primary" onClick={reset}>
        {t('retry')}
      </Button>
      <Button asChild>
        <a href="/">{t('home')}</a>
      </Button>
    </StandaloneMessage>
  );
}
