import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProfileSettings } from '@/components/settings/profile-settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.settings');
  return { title: t('profile') };
}

export default function Page() {
  return <ProfileSettings />;
}
