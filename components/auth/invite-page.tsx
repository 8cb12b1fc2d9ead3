'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { QueryView } from '@/components/ui/query-view';
import { Skeleton } from '@/components/ui/skeleton';
import { useErrorWords } from '@/hooks/use-error-words';
import { useInvitePreview } from '@/hooks/use-invites';
import { ApiError } from '@/lib/api-client';
import type { InvitePreview } from '@/lib/contracts/invite';
import type { User } from '@/lib/contracts/user';
import { AuthFrame } from './auth-frame';
import { JoinAsMe } from './join-as-me';
import { JoinForm } from './join-form';

const BROKEN: ReadonlySet<string> = new Set(['not_found', 'conflict', 'invalid_request', 'forbidden']);

type Props = { token: string; user: Pick<User, 'name' | 'email'> | null };

export function InvitePage({ token, user }: Props) {
  const t = useTranslations('auth');
  const invite = useInvitePreview(token);
  const words = useErrorWords();
  if (isBroken(invite.error)) {
    return (
      <AuthFrame title={t('inviteBroken')} description={t('inviteBrokenDescription')}>
        <Notice tone="bad" role="alert">
          {words(invite.error).help}
        </Notice>
        <Button asChild>
          <Link href="/sign-in">{t('toSignIn')}</Link>
        </Button>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t('inviteTitle')} description={t('inviteDescription')}>
      <QueryView query={invite} waiting={<Skeleton className="h-64 rounded-lg" />}>
        {(preview) => <Invited {...preview} token={token} user={user} />}
      </QueryView>
    </AuthFrame>
  );
}

/** As opposed to a server that did not answer: then nothing is known of the invite, and asking again helps. */
function isBroken(error: Error | null): error is ApiError {
  return error instanceof ApiError && BROKEN.has(error.code);
}

function Invited({ workspace, role, email, token, user }: InvitePreview & Props) {
  const t = useTranslations('auth');
  const roles = useTranslations('nav.roles');
  return (
    <>
      <p className="text-pretty">
        {t.rich('invited', { workspace: workspace.name, role: roles(role), b: (words) => <strong>{words}</strong> })}
      </p>
      {user ? <JoinAsMe token={token} user={user} /> : <JoinForm token={token} email={email} />}
    </>
  );
}
