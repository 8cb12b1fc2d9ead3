import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActivityPage } from '@/components/activity/activity-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  return { title: t('activity') };
}

export default function Page() {
  return <ActivityPage />;
}
