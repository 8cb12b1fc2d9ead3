import type { Metadata } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { StandaloneMessage } from '@/components/shell/standalone-message';
import { Button } from '@/components/ui/button';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pages.notFound');
  return { title: t('title') };
}

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
