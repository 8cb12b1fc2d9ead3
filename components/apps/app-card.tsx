'use client';

import { Plug } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { StatusBadge } from '@/components/ui/status';
import type { RegistryApp } from '@/hooks/merge-offers';
import { appAddress } from './app-address';
import { AppIcon } from './app-icon';
import { useProviderWords } from './provider-words';
import { useAppWords } from './use-app-words';

type Props = { app: RegistryApp; onConnect: (app: RegistryApp) => void };

/**
 * As tall as every other card, whatever it says: the grid never jumps. Drawn once for as long as it is near the window,
 * and its page is not fetched ahead: scrolling past a thousand cards would fetch a thousand pages.
 */
export const AppCard = memo(function AppCard({ app, onConnect }: Props) {
  const t = useTranslations('apps');
  const { nameOf } = useProviderWords();
  const { categoryOf, descriptionOf } = useAppWords();
  const [offer] = app.offers;
  return (
    <article className="relative flex h-full flex-col rounded-lg border bg-surface p-4 shadow-xs transition-colors focus-within:border-line-strong hover:border-line-strong has-[h2_a:focus-visible]:outline-2 has-[h2_a:focus-visible]:outline-accent has-[h2_a:focus-visible]:outline-offset-2">
      <div className="flex items-start gap-3">
        <AppIcon url={offer.icon_url} name={offer.name} />
        <div className="grid min-w-0 flex-1 gap-0.5">
          <h2 className="truncate font-semibold text-base">
            <Link
              href={appAddress(offer)}
              prefetch={false}
              className="outline-none after:absolute after:inset-0 after:rounded-lg"
            >
              {offer.name}
            </Link>
          </h2>
          <p className="truncate text-faint text-xs">
            {app.offers.map(({ provider }) => nameOf(provider)).join(' · ')}
          </p>
        </div>
      </div>
      <p className="mt-2.5 line-clamp-2 shrink-0 text-muted text-sm">{descriptionOf(offer)}</p>
      <div className="mt-auto flex items-center justify-between gap-3 pt-3">
        {app.isConnected ? (
          <StatusBadge status="connected" className="shrink-0" />
        ) : (
          <span className="min-w-0">
            {offer.categories[0] && (
              <Badge className="block max-w-full truncate leading-5">{categoryOf(offer.categories[0])}</Badge>
            )}
          </span>
        )}
        <Button
          size="sm"
          className="relative"
          aria-label={t(app.isConnected ? 'connectAgainNamed' : 'connectNamed', { app: offer.name })}
          onClick={() => onConnect(app)}
        >
          <Plug aria-hidden />
          {t(app.isConnected ? 'connectAgain' : 'connect')}
        </Button>
      </div>
    </article>
  );
});
