import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readReference } from '@/components/reference/read-reference';
import { ReferencePage } from '@/components/reference/reference-page';
import { describeApi } from '@/lib/http/openapi/describe-api';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('docs');
  return { title: t('title') };
}

export default async function Page() {
  return <ReferencePage reference={readReference(await describeApi())} />;
}
