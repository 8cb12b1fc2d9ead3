'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { connectAddress } from '@/components/apps/app-address';
import { AppIcon } from '@/components/apps/app-icon';
import { usePopularApps } from '@/hooks/use-apps';

const ASKED = 16;
const SHOWN = 6;

/** The apps that most people begin with, each one press from its dialog. */
export function QuickConnect() {
  const t = useTranslations('overview.nextStep');
  const apps = (usePopularApps(ASKED).data ?? []).slice(0, SHOWN);
  return (
    <ul className="flex min-h-9 w-full flex-wrap gap-2">
      {apps.map(({ key, offers: [offer] }) => (
        <li key={key}>
          <Link
            href={connectAddress(offer)}
            aria-label={t('quick', { app: offer.name })}
            className="flex h-9 items-center gap-2 rounded-md border bg-surface pr-3 pl-1.5 font-medium text-sm shadow-xs transition-colors hover:border-line-strong"
          >
            <AppIcon url={offer.icon_url} name={offer.name} className="size-6 rounded-sm text-2xs" />
            {offer.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
