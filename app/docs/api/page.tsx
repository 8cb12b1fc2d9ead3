import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReferenceStart } from '@/components/reference/reference-start';
import { getReference } from './get-reference';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('docs');
  return { title: t('title') };
}

export default async function Page() {
  const { sections } = await getReference();
  return <ReferenceStart sections={sections} />;
}
