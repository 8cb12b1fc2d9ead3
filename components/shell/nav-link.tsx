'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import { SectionIcon } from './section-icon';
import { isWithin, type Section } from './sections';

/** A line of the panel: where one stands, its jack is lit. Collapsed, its name stands beside it while it is pointed at. */
export function NavLink({ section, isCollapsed }: { section: Section; isCollapsed: boolean }) {
  const t = useTranslations('nav.sections');
  const isCurrent = isWithin(section, usePathname());
  return (
    <Link
      href={section.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'group relative flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-sm transition-colors',
        isCurrent ? 'bg-selected text-ink' : 'text-muted hover:bg-hover hover:text-ink',
        isCollapsed && 'justify-center px-0',
      )}
    >
      <SectionIcon
        icon={section.icon}
        className={cn('size-4 shrink-0', isCurrent ? 'text-ink' : 'text-faint group-hover:text-ink')}
      />
      <span className={isCollapsed ? besideStyles : 'truncate'}>{t(section.id)}</span>
      {!isCollapsed && isCurrent && <span className="ml-auto size-1.5 rounded-full bg-accent" aria-hidden />}
    </Link>
  );
}

const besideStyles =
  'pointer-events-none absolute left-full z-40 ml-3 whitespace-nowrap rounded-sm bg-primary px-2 py-1 font-normal text-on-primary text-xs opacity-0 shadow-md transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100';
