'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Skeleton } from '@/components/ui/skeleton';
import { useInvitePreview } from '@/hooks/use-invites';
import type { InvitePreview } from '@/lib/contracts/invite';
import type { User } from '@/lib/contracts/user';
import { AuthFrame } from './auth-frame';
import { JoinAsMe } from './join-as-me';
import { JoinForm } from './join-form';

type Props = { token: string; user: Pick<User, 'name' | 'email'> | null };

export function InvitePage({ token, user }: Props) {
  const t = useTranslations('auth');
  const invite = useInvitePreview(token);
  if (invite.isError) {
    return (
      <AuthFrame title={t('inviteBroken')} description={t('inviteBrokenDescription')}>
        <Failure error={invite.error} className="rounded-lg border bg-surface" />
        <Button asChild>
          <Link href="/sign-in">{t('toSignIn')}</Link>
        </Button>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t('inviteTitle')} description={t('inviteDescription')}>
      {invite.data ? <Invited {...invite.data} token={token} user={user} /> : <Skeleton className="h-64 rounded-lg" />}
    </AuthFrame>
  );
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
