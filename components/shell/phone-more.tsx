'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { cn } from '@/lib/cn';
import type { Section } from './sections';

const phoneMoreSheet = windowScript(() => import('./phone-more-sheet').then((module) => module.PhoneMoreSheet));

export const phoneTabStyles = 'flex min-w-0 flex-1 flex-col items-center justify-center gap-1 font-medium text-2xs';

/** The last place of the phone's bar: everything that has no place of its own there. */
export function PhoneMore({ sections, pathname }: { sections: Section[]; pathname: string }) {
  const t = useTranslations('nav');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={cn(phoneTabStyles, 'text-muted')}
        onClick={() => setOpen(true)}
      >
        <span className="grid h-6 place-items-center">
          <Ellipsis className="size-4.5" aria-hidden />
        </span>
        {t('more')}
      </button>
      {isOpen && <LazyWindow script={phoneMoreSheet} props={{ sections, pathname, onClose: close }} onClose={close} />}
    </>
  );
}
