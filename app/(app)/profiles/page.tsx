import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProfilesPage } from '@/components/profiles/profiles-page';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  return { title: t('profiles') };
}

export default function Page() {
  return <ProfilesPage />;
}
