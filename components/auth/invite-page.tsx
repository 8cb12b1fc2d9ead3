'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Skeleton } from '@/components/ui/skeleton';
import { useInvitePreview } from '@/hooks/use-invites';
import type { User } from '@/lib/contracts/user';
import { JoinAsMe } from './join-as-me';
import { JoinForm } from './join-form';

type Props = { token: string; user: Pick<User, 'name' | 'email'> | null };

export function InvitePage({ token, user }: Props) {
  const t = useTranslations('auth');
  const roles = useTranslations('nav.roles');
  const invite = useInvitePreview(token);
  if (invite.isError) {
    return (
      <>
        <Failure error={invite.error} className="rounded-lg border bg-surface" />
        <Button asChild>
          <Link href="/sign-in">{t('toSignIn')}</Link>
        </Button>
      </>
    );
  }
  if (!invite.data) return <Skeleton className="h-64 rounded-lg" />;
  const { workspace, role, email } = invite.data;
  return (
    <>
      <p className="text-pretty">
        {t.rich('invited', { workspace: workspace.name, role: roles(role), b: (words) => <strong>{words}</strong> })}
      </p>
      {user ? <JoinAsMe token={token} user={user} /> : <JoinForm token={token} email={email} />}
    </>
  );
}
