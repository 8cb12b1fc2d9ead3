import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ConnectFrame } from '@/components/connect/connect-frame';
import { ConnectResult } from '@/components/connect/connect-result';
import { GoOn } from '@/components/connect/go-on';
import { describeLink } from '@/lib/domain/connect/describe-attempt';
import { readVisitor } from '@/lib/http/visitor';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connect');
  // The address is a key: it must not travel to where the page leads. Our own forms must say where they come from.
  return { title: t('title'), referrer: 'same-origin' };
}

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ failure?: string }> };

/**
 * Where a link to connect leads. A program that only looks at the link (a chat that shows previews, a mail scanner)
 * gets this page and no further, so it does not take the place of the person's browser.
 */
export default async function Page({ params, searchParams }: Props) {
  const { token } = await params;
  const visitor = await readVisitor(new Request('http://page', { headers: await headers() }));
  const view = await describeLink(token, visitor);
  if (view.failure === 'sign_in') redirect(`/sign-in?next=${encodeURIComponent(`/connect/${token}`)}`);
  const open = `/connect/${token}/open`;
  const hasJustFailed = view.failure !== null && (await searchParams).failure !== undefined;
  return (
    <ConnectFrame appName={view.appName}>
      {view.status === 'failed' ? (
        <ConnectResult view={view} isSignedIn={visitor.userId !== null} />
      ) : hasJustFailed ? (
        <ConnectResult view={view} isSignedIn={visitor.userId !== null} again={`/connect/${token}`} />
      ) : (
        <GoOn to={open} view={view} />
      )}
    </ConnectFrame>
  );
}
