'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { isWithin, type Section } from './sections';

type Props = { sections: Section[]; pathname: string; onClose: () => void };

export function PhoneMoreSheet({ sections, pathname, onClose }: Props) {
  const t = useTranslations('nav');
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent side="bottom" title={t('more')}>
        <ul className="grid gap-1 px-3 pb-4">
          {sections.map((section) => (
            <li key={section.id}>
              <Link
                href={section.href}
                aria-current={isWithin(section, pathname) ? 'page' : undefined}
                onClick={onClose}
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
