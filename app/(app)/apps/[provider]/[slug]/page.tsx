import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AppPage } from '@/components/apps/app-page';

type Props = { params: Promise<{ provider: string; slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  return { title: t('apps') };
}

export default async function Page({ params }: Props) {
  const { provider, slug } = await params;
  return <AppPage provider={provider} slug={decodeURIComponent(slug)} />;
}
