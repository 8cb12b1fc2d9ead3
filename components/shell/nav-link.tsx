'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import { isWithin, type Section } from './sections';

/** A line of the panel: where one stands, its jack is lit. */
export function NavLink({ section, isCollapsed }: { section: Section; isCollapsed: boolean }) {
  const t = useTranslations('nav.sections');
  const isCurrent = isWithin(section, usePathname());
  const Icon = section.icon;
  const link = (
    <Link
      href={section.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(
        'group flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-sm transition-colors',
        isCurrent ? 'bg-selected text-ink' : 'text-muted hover:bg-hover hover:text-ink',
        isCollapsed && 'justify-center px-0',
      )}
    >
      <Icon className={cn('size-4 shrink-0', isCurrent ? 'text-ink' : 'text-faint group-hover:text-ink')} aria-hidden />
      <span className={isCollapsed ? 'sr-only' : 'truncate'}>{t(section.id)}</span>
      {!isCollapsed && isCurrent && <span className="ml-auto size-1.5 rounded-full bg-accent" aria-hidden />}
    </Link>
  );
  if (!isCollapsed) return link;
  return (
    <Tooltip label={t(section.id)} side="right">
      {link}
    </Tooltip>
  );
}
