import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AppsPage } from '@/components/apps/apps-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  return { title: t('apps') };
}

export default function Page() {
  return <AppsPage />;
}
