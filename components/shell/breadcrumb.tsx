'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useMe } from '@/hooks/use-me';
import { useCrumbLabel } from './crumb';
import { findSection } from './sections';
import { SETTINGS_PAGES } from './settings-pages';

/** Workspace, section, and the thing one looks at. */
export function Breadcrumb() {
  const t = useTranslations('nav');
  const pathname = usePathname();
  const { workspace } = useMe();
  const label = useCrumbLabel();
  const section = findSection(pathname);
  const settings = SETTINGS_PAGES.find((page) => page.href === pathname);
  const last = label ?? (settings && t(`settings.${settings.id}`));
  const crumbs = [
    { href: '/', label: workspace.name },
    ...(section ? [{ href: section.href, label: t(`sections.${section.id}`) }] : []),
    ...(last ? [{ href: pathname, label: last }] : []),
  ];
  return (
    <nav aria-label={t('breadcrumb')} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.label + crumb.href}>
            {index > 0 && <ChevronRight className="hidden size-3.5 shrink-0 text-faint sm:block" aria-hidden />}
            <li className="hidden shrink-0 truncate first:min-w-0 first:max-w-64 first:shrink last:block last:min-w-0 last:shrink sm:block">
              {index === crumbs.length - 1 ? (
                <span aria-current="page" className="font-medium">
                  {crumb.label}
                </span>
              ) : (
                <Link href={crumb.href} className="rounded-sm text-muted hover:text-ink">
                  {crumb.label}
                </Link>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
