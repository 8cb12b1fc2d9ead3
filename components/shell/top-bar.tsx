'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { useCommandKey } from '@/hooks/use-command-key';
import { Breadcrumb } from './breadcrumb';
import { LogoMark, NAME } from './logo';
import { useShell } from './shell-state';
import { UserMenu } from './user-menu';

export function TopBar() {
  const t = useTranslations('nav');
  const { setPaletteOpen } = useShell();
  const commandKey = useCommandKey();
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-3 border-b bg-canvas/85 px-4 backdrop-blur-md sm:px-6 lg:px-8">
      <Link href="/" aria-label={NAME} className="rounded-md lg:hidden">
        <LogoMark />
      </Link>
      <Breadcrumb />
      <div className="ml-auto flex items-center gap-2">
        <button
          type="button"
          className="control hidden h-8 w-64 items-center gap-2 whitespace-nowrap px-2.5 text-faint text-sm sm:flex"
          onClick={() => setPaletteOpen(true)}
        >
          <Search className="size-4" aria-hidden />
          {t('search')}
          <span className="ml-auto flex gap-0.5" aria-hidden>
            <Kbd>{commandKey}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
        <Button
          variant="ghost"
          size="icon"
          className="sm:hidden"
          aria-label={t('search')}
          onClick={() => setPaletteOpen(true)}
        >
          <Search aria-hidden />
        </Button>
        <UserMenu />
      </div>
    </header>
  );
}
