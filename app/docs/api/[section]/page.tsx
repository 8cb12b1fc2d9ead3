import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ReferenceSection } from '@/components/reference/reference-section';
import { getReference } from '../get-reference';

type Props = { params: Promise<{ section: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { section } = await find(params);
  const t = await getTranslations('docs');
  return { title: `${section.tag || t('other')} · ${t('title')}` };
}

export default async function Page({ params }: Props) {
  return <ReferenceSection {...(await find(params))} />;
}

async function find(params: Props['params']) {
  const { section: slug } = await params;
  const reference = await getReference();
  return { reference, section: reference.sections.find((section) => section.slug === slug) ?? notFound() };
}
