'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useMe } from '@/hooks/use-me';
import { cn } from '@/lib/cn';
import { LogoMark, NAME } from './logo';
import { NavLink } from './nav-link';
import { GROUPS, visibleSections } from './sections';
import { useShell } from './shell-state';

export function Sidebar() {
  const t = useTranslations('nav');
  const { isSandbox, isCollapsed, toggleSidebar } = useShell();
  const { workspace } = useMe();
  const Toggle = isCollapsed ? PanelLeftOpen : PanelLeftClose;
  const groups = GROUPS.map((group) => ({
    group,
    sections: visibleSections(isSandbox).filter((section) => section.group === group),
  })).filter(({ sections }) => sections.length > 0);
  return (
    <aside
      className={cn(
        'sticky top-0 z-40 hidden h-dvh shrink-0 flex-col border-r transition-[width] duration-200 lg:flex',
        isCollapsed ? 'w-14' : 'w-58',
      )}
    >
      <Link
        href="/"
        className={cn(
          'm-2 flex h-10 items-center gap-2.5 rounded-md px-1.5 hover:bg-hover',
          isCollapsed && 'justify-center px-0',
        )}
      >
        <LogoMark className="shrink-0" />
        <span className={isCollapsed ? 'sr-only' : 'grid min-w-0 leading-tight'}>
          <span className="font-semibold text-sm tracking-[-0.01em]">{NAME}</span>
          <span className="truncate text-muted text-xs">{workspace.name}</span>
        </span>
      </Link>
      <nav
        aria-label={t('main')}
        className={cn('flex flex-1 flex-col gap-5 px-2 pt-2', !isCollapsed && 'overflow-y-auto')}
      >
        {groups.map(({ group, sections }) => (
          <div key={group} className="grid gap-0.5">
            {group !== 'work' && (
              <p className={cn('px-2.5 pb-1 font-medium text-faint text-xs', isCollapsed && 'sr-only')}>
                {t(`groups.${group}`)}
              </p>
            )}
            {sections.map((section) => (
              <NavLink key={section.id} section={section} isCollapsed={isCollapsed} />
            ))}
          </div>
        ))}
      </nav>
      <div className={cn('p-2', isCollapsed && 'grid place-items-center')}>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t(isCollapsed ? 'expand' : 'collapse')}
          aria-expanded={!isCollapsed}
          onClick={toggleSidebar}
        >
          <Toggle aria-hidden />
        </Button>
      </div>
    </aside>
  );
}
