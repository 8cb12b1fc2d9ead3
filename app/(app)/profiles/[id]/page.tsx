import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ProfilePage } from '@/components/profiles/profile-page';
import { ProfileId } from '@/lib/contracts/ids';
import { findProfileName } from '@/lib/domain/profiles/profiles';
import { getPagePrincipal } from '@/lib/http/page-user';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations();
  const id = ProfileId.safeParse((await params).id).data;
  if (!id) return { title: t('pages.notFound.title') };
  const principal = await getPagePrincipal();
  const name = principal && (await findProfileName(principal, id));
  const section = t('nav.sections.profiles');
  return { title: name ? `${name} · ${section}` : section };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  if (!ProfileId.safeParse(id).success) notFound();
  return <ProfilePage id={id} />;
}
