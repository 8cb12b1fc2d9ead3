'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import { PhoneMore, phoneTabStyles } from './phone-more';
import { SectionIcon } from './section-icon';
import { isWithin, type Section, visibleSections } from './sections';
import { useShell } from './shell-state';

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
      {others.length > 0 && <PhoneMore sections={others} pathname={pathname} />}
    </nav>
  );
}

function PhoneTab({ section, isCurrent }: { section: Section; isCurrent: boolean }) {
  const t = useTranslations('nav.sections');
  return (
    <Link
      href={section.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={cn(phoneTabStyles, 'focus-visible:outline-offset-[-3px]', isCurrent ? 'text-ink' : 'text-muted')}
    >
      <span
        className={cn('grid h-6 w-12 place-items-center rounded-full', isCurrent && 'bg-accent-soft text-accent-ink')}
      >
        <SectionIcon icon={section.icon} className="size-4.5" />
      </span>
      <span className="max-w-full truncate px-1">{t(section.id)}</span>
    </Link>
  );
}
