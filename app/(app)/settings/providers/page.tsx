import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProvidersSettings } from '@/components/settings/providers-settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav.settings');
  return { title: t('providers') };
}

export default function Page() {
  return <ProvidersSettings />;
}
