'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Key } from '@/lib/contracts/key';

export function keyState({ revoked_at, expires_at }: Key): 'active' | 'revoked' | 'expired' {
  if (revoked_at) return 'revoked';
  return expires_at && new Date(expires_at).getTime() <= Date.now() ? 'expired' : 'active';
}

export function KeyState({ apiKey }: { apiKey: Key }) {
  const t = useTranslations('settings.keys.states');
  const state = keyState(apiKey);
  if (state !== 'active') return <Badge tone={state === 'revoked' ? 'bad' : 'warn'}>{t(state)}</Badge>;
  return (
    <div className="grid justify-items-start gap-0.5">
      <Badge tone="ok">{t('active')}</Badge>
      {apiKey.expires_at && (
        <span className="text-faint text-xs">
          {t('expires')} <TimeAgo at={apiKey.expires_at} />
        </span>
      )}
    </div>
  );
}
