'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useErrorWords } from '@/hooks/use-error-words';
import { useAcceptInvite } from '@/hooks/use-invites';
import { ApiError } from '@/lib/api-client';
import type { User } from '@/lib/contracts/user';

/** Someone who is signed in already joins as who they are. */
export function JoinAsMe({ token, user }: { token: string; user: Pick<User, 'name' | 'email'> }) {
  const t = useTranslations('auth');
  const words = useErrorWords();
  const accept = useAcceptInvite(token);
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3 rounded-lg border bg-surface px-4 py-3">
        <Avatar name={user.name} className="size-9" />
        <div className="grid min-w-0">
          <span className="truncate font-medium text-sm">{user.name}</span>
          <span className="truncate text-muted text-xs">{user.email}</span>
        </div>
      </div>
      {accept.error && (
        <Notice tone="bad" role="alert">
          <p>{words(accept.error).help}</p>
          {accept.error instanceof ApiError && accept.error.code === 'conflict' && (
            <Link href="/" className="w-fit rounded-sm font-medium underline">
              {t('toOverview')}
            </Link>
          )}
        </Notice>
      )}
      <Button
        variant="primary"
        size="lg"
        pending={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({}, { onSuccess: () => window.location.assign('/') })}
      >
        {t('joinAs', { name: user.name })}
      </Button>
    </div>
  );
}
