'use client';

import Link from 'next/link';
import { useMessages, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useMe } from '@/hooks/use-me';
import type { ExecutionDetails } from '@/lib/contracts/execution';

/** What went wrong, what it means, and the button that mends it where one does. */
export function FailureExplained({ call }: { call: ExecutionDetails }) {
  const t = useTranslations('activity');
  const { why } = useMessages().activity;
  const code = (Object.keys(why) as (keyof typeof why)[]).find((known) => known === call.error_code);
  const { account_id } = useMe();
  const mend = call.account_id === account_id ? mendingOf(call) : mendingOfOther(call);
  return (
    <Notice tone={call.status === 'cancelled' ? 'info' : call.status === 'refused' ? 'warn' : 'bad'}>
      <div className="grid gap-1.5">
        {call.error && <p className="whitespace-pre-wrap break-words font-medium">{call.error}</p>}
        <p>{t(`why.${call.status === 'cancelled' ? 'cancelled' : (code ?? 'tool')}`)}</p>
        {mend && (
          <Button asChild size="sm" className="mt-1 w-fit text-ink">
            <Link href={mend.href}>{t(`mend.${mend.word}`)}</Link>
          </Button>
        )}
      </div>
    </Notice>
  );
}

type Mending = { href: string; word: 'reconnect' | 'connect' | 'openProfile' | 'openTool' };

function mendingOf({
  error_code: code,
  profile_id: id,
  app_slug: app,
  provider,
  tool_name: tool,
}: ExecutionDetails): Mending | null {
  if (code === 'needs_connection' && provider && app) return { href: `/apps/${provider}/${app}`, word: 'connect' };
  if (!id) return null;
  if (code === 'needs_reconnect') return { href: `/profiles/${id}?reconnect=1`, word: 'reconnect' };
  if (code === 'profile_inactive') return { href: `/profiles/${id}?tab=settings`, word: 'openProfile' };
  if (code === 'tool_disabled' || code === 'invalid_request' || code === null) {
    return { href: `/profiles/${id}?tool=${encodeURIComponent(tool)}&panel=try`, word: 'openTool' };
  }
  return null;
}

/** An admin cannot connect anything for somebody else, but can see and switch what is theirs. */
function mendingOfOther(call: ExecutionDetails): Mending | null {
  if (call.profile_name === null || !mendingOf(call)) return null;
  return { href: `/profiles/${call.profile_id}?account=${call.account_id}`, word: 'openProfile' };
}
