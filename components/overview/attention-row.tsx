'use client';

import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCheckNow } from '@/components/profiles/use-check-now';
import { Button } from '@/components/ui/button';
import { Since } from '@/components/ui/since';
import { StatusBadge } from '@/components/ui/status';
import { useOutageWords } from '@/hooks/use-outage-words';
import type { Outage } from '@/lib/contracts/outage';
import type { AttentionItem } from '@/lib/contracts/overview';

/** One connection that needs somebody; the whole row leads to it. */
export function AttentionRow({ item }: { item: AttentionItem }) {
  const { profile_id, name, app_slug, status, unreachable } = item;
  return (
    <li className="relative grid gap-2 px-5 py-3 hover:bg-hover">
      <div className="flex items-center gap-3">
        <div className="grid min-w-0 flex-1">
          <Link
            href={`/profiles/${profile_id}`}
            className="truncate rounded-sm font-medium text-sm after:absolute after:inset-0"
          >
            {name}
          </Link>
          <span className="truncate font-mono text-faint text-xs">{app_slug}</span>
        </div>
        <StatusBadge status={status} unreachable={unreachable !== null} />
      </div>
      {unreachable && <WhyUnreachable id={profile_id} name={name} outage={unreachable} />}
    </li>
  );
}

function WhyUnreachable({ id, name, outage }: { id: string; name: string; outage: Outage }) {
  const t = useTranslations('profiles');
  const words = useOutageWords();
  const { run, isPending } = useCheckNow({ id, name });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="min-w-40 flex-1 text-pretty text-muted text-xs">
        {t.rich('since', { at: () => <Since at={outage.since} /> })} · {words(outage)}
      </p>
      {/* Above the link that covers the row. */}
      <Button size="sm" className="relative" pending={isPending} onClick={run} aria-label={t('checkNamed', { name })}>
        <ShieldCheck aria-hidden />
        {t('checkNow')}
      </Button>
    </div>
  );
}
