'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { cn } from '@/lib/cn';
import { isWithin, type Section, visibleSections } from './sections';
import { useShell } from './shell-state';

const tabStyles = 'flex min-w-0 flex-1 flex-col items-center justify-center gap-1 font-medium text-2xs';

/** The phone's way around: four sections under the thumb, the others one press away. */
export function PhoneNav() {
  const t = useTranslations('nav');
  const pathname = usePathname();
  const sections = visibleSections(useShell().isSandbox);
  const others = sections.filter((section) => !section.isOnPhone);
  return (
    <nav
      aria-label={t('main')}
      className="fixed inset-x-0 bottom-0 z-40 flex h-[calc(3.75rem+env(safe-area-inset-bottom))] border-t bg-surface px-1 pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {sections
        .filter((section) => section.isOnPhone)
        .map((section) => (
          <PhoneTab key={section.id} section={section} isCurrent={isWithin(section, pathname)} />
        ))}
      {others.length > 0 && <More sections={others} pathname={pathname} />}
    </nav>
  );
}

function PhoneTab({ section, isCurrent }: { section: Section; isCurrent: boolean }) {
  const t = useTranslations('nav.sections');
  const Icon = section.icon;
  return (
    <Link
      href={section.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(tabStyles, 'focus-visible:outline-offset-[-3px]', isCurrent ? 'text-ink' : 'text-muted')}
    >
      <span
        className={cn('grid h-6 w-12 place-items-center rounded-full', isCurrent && 'bg-accent-soft text-accent-ink')}
      >
        <Icon className="size-4.5" aria-hidden />
      </span>
      <span className="max-w-full truncate px-1">{t(section.id)}</span>
    </Link>
  );
}

function More({ sections, pathname }: { sections: Section[]; pathname: string }) {
  const t = useTranslations('nav');
  const [isOpen, setOpen] = useState(false);
  return (
    <Sheet open={isOpen} onOpenChange={setOpen}>
      <SheetTrigger className={cn(tabStyles, 'text-muted')}>
        <span className="grid h-6 place-items-center">
          <Ellipsis className="size-4.5" aria-hidden />
        </span>
        {t('more')}
      </SheetTrigger>
      <SheetContent side="bottom" title={t('more')}>
        <ul className="grid gap-1 px-3 pb-4">
          {sections.map((section) => (
            <li key={section.id}>
              <Link
                href={section.href}
                aria-current={isWithin(section, pathname) ? 'page' : undefined}
                onClick={() => setOpen(false)}
                className="flex h-12 items-center gap-3 rounded-md px-3 font-medium hover:bg-hover aria-[current]:bg-selected"
              >
                <section.icon className="size-5 text-faint" aria-hidden />
                {t(`sections.${section.id}`)}
              </Link>
            </li>
          ))}
        </ul>
      </SheetContent>
    </Sheet>
  );
}
