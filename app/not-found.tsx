import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { StandaloneMessage } from '@/components/shell/standalone-message';
import { Button } from '@/components/ui/button';

export default function NotFound() {
  const t = useTranslations('pages.notFound');
  return (
    <StandaloneMessage title={t('title')} description={t('description')}>
      <Button asChild variant="primary">
        <Link href="/">{t('action')}</Link>
      </Button>
    </StandaloneMessage>
  );
}
