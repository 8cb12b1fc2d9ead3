'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { settingsPagesFor } from '@/components/shell/settings-pages';
import { useMe } from '@/hooks/use-me';
import { cn } from '@/lib/cn';

export function SettingsNav() {
  const t = useTranslations('nav');
  const pathname = usePathname();
  const { role } = useMe();
  return (
    <nav
      aria-label={t('sections.settings')}
      className="-mx-4 overflow-x-auto border-b px-4 lg:sticky lg:border-b-0 lg:top-21 lg:mx-0 lg:self-start lg:overflow-visible lg:px-0"
    >
      <ul className="flex gap-1 pb-2 lg:grid lg:pb-0">
        {settingsPagesFor(role).map(({ id, href, icon: Icon }) => (
          <li key={id}>
            <Link
              ref={pathname === href ? bringIntoView : undefined}
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center gap-2.5 whitespace-nowrap rounded-md px-2.5 font-medium text-sm transition-colors',
                pathname === href ? 'bg-selected text-ink' : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              <Icon className="size-4 text-faint" aria-hidden />
              {t(`settings.${id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** On a phone the row of pages is wider than the screen. */
function bringIntoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' });
}
