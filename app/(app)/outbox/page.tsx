import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OutboxPage } from '@/components/outbox/outbox-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  return { title: t('outbox') };
}

export default function Page() {
  return <OutboxPage />;
}
