'use client';

import { useTranslations } from 'next-intl';
import { StandaloneMessage } from '@/components/shell/standalone-message';
import { Button } from '@/components/ui/button';
import { isScriptFailure, useErrorWords } from '@/hooks/use-error-words';

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  const t = useTranslations('pages.error');
  const errors = useTranslations('errors');
  const { title, help } = useErrorWords()(error);
  return (
    <StandaloneMessage title={title} description={help} code={error.digest}>
      {isScriptFailure(error) ? (
        <Button variant="primary" onClick={() => window.location.reload()}>
          {errors('reload')}
        </Button>
      ) : (
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
      )}
      <Button asChild>
        <a href="/">{t('home')}</a>
      </Button>
    </StandaloneMessage>
  );
}
