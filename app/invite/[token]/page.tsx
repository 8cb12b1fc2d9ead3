import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitePage } from '@/components/auth/invite-page';
import { getPageUser } from '@/lib/http/page-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  // The address holds the invite: it must not travel to where a link on the page leads.
  return { title: t('inviteTitle'), referrer: 'no-referrer' };
}

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const session = await getPageUser();
  // The demo's user is everybody: whoever opens an invite there joins as somebody of their own.
  const user = session && !session.user.is_demo ? session.user : null;
  return <InvitePage token={token} user={user} />;
}
