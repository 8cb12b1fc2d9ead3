'use client';

import { BadgeCheck, Plug } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { StatusBadge } from '@/components/ui/status';
import type { AppCard, AppCardDetails } from '@/lib/contracts/app-list';
import { appAddress } from './app-address';
import { AppIcon } from './app-icon';
import { useProviderWords } from './provider-words';
import { useAppWords } from './use-app-words';

type Props = { app: AppCardDetails; others: AppCard[]; onConnect: () => void };

export function AppHead({ app, others, onConnect }: Props) {
  const t = useTranslations('apps');
  const { nameOf } = useProviderWords();
  const { categoryOf, descriptionOf } = useAppWords();
  return (
    <header className="flex flex-wrap items-start gap-x-5 gap-y-4 pb-6">
      <AppIcon url={app.icon_url} name={app.name} className="size-14 rounded-lg" />
      <div className="grid min-w-60 flex-1 gap-1.5">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="font-semibold text-2xl tracking-[-0.02em]">{app.name}</h1>
          {app.connected && <StatusBadge status="connected" />}
        </div>
        <p className="max-w-2xl text-pretty text-muted">{descriptionOf(app)}</p>
        <p className="flex flex-wrap items-center gap-1.5 pt-1">
          <Badge tone="outline">{t('through', { provider: nameOf(app.provider) })}</Badge>
          {others.map((other) => (
            <Link key={other.provider} href={appAddress(other)} className="inline-flex rounded-sm">
              <Badge tone="outline" className="hover:text-ink">
                {t('alsoThrough', { provider: nameOf(other.provider) })}
              </Badge>
            </Link>
          ))}
          {app.categories.map((category) => (
            <Link
              key={category}
              href={`/apps?category=${encodeURIComponent(category)}`}
              className="inline-flex rounded-sm"
            >
              <Badge className="hover:text-ink">{categoryOf(category)}</Badge>
            </Link>
          ))}
          {app.is_verified && (
            <Badge tone="info">
              <BadgeCheck className="size-3" aria-hidden />
              {t('verified')}
            </Badge>
          )}
        </p>
      </div>
      <Button variant="primary" onClick={onConnect}>
        <Plug aria-hidden />
        {t(app.connected ? 'connectAgain' : 'connect')}
      </Button>
    </header>
  );
}
