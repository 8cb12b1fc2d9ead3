import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProfilePage } from '@/components/profiles/profile-page';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  return { title: t('profiles') };
}

export default async function Page({ params }: Props) {
  return <ProfilePage id={(await params).id} />;
}
