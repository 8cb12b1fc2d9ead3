import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { ConfirmIdentity } from '@/components/connect/confirm-identity';
import { ConnectFrame } from '@/components/connect/connect-frame';
import { ConnectResult } from '@/components/connect/connect-result';
import { ConnectFailure } from '@/lib/contracts/connection-token';
import { describeResult } from '@/lib/domain/connect/describe-attempt';
import { readVisitor } from '@/lib/http/visitor';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connect');
  return { title: t('title'), referrer: 'same-origin' };
}

type Props = { searchParams: Promise<{ state?: string; failure?: string }> };

/** What became of it: for the person to read, and for the page that opened this one to hear. */
export default async function Page({ searchParams }: Props) {
  const { state = '', failure } = await searchParams;
  const visitor = await readVisitor(new Request('http://page', { headers: await headers() }));
  const view = await describeResult(state, visitor);
  const inAddress = ConnectFailure.safeParse(failure).data ?? null;
  // Without a state there is no attempt to look at, only what the address says.
  const shown = inAddress && (view.status === 'pending' || state === '') ? { ...view, failure: inAddress } : view;
  return (
    <ConnectFrame appName={view.appName}>
      {view.status === 'confirming' ? (
        <ConfirmIdentity state={state} view={view} />
      ) : (
        <ConnectResult
          view={shown}
          isSignedIn={visitor.userId !== null}
          again={`/connect/callback?state=${encodeURIComponent(state)}`}
        />
      )}
    </ConnectFrame>
  );
}
