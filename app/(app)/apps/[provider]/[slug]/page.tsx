import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AppPage } from '@/components/apps/app-page';
import { findAppName } from '@/lib/domain/catalogue/apps';

type Props = { params: Promise<{ provider: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('nav.sections');
  const { provider, slug } = await params;
  const name = await findAppName(provider, decodeURIComponent(slug));
  return { title: name ? `${name} · ${t('apps')}` : t('apps') };
}

export default async function Page({ params }: Props) {
  const { provider, slug } = await params;
  return <AppPage provider={provider} slug={decodeURIComponent(slug)} />;
}
