import { ArrowUpRight, FileJson } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LanguageSwitch } from '@/components/auth/language-switch';
import { LogoMark, NAME } from '@/components/shell/logo';
import { Button } from '@/components/ui/button';

export function ReferenceHeader() {
  const t = useTranslations('docs');
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-3 border-b bg-canvas/85 px-4 backdrop-blur-md sm:px-6 lg:px-8">
      <Link href="/" className="flex items-center gap-2.5 rounded-md font-semibold text-sm">
        <LogoMark />
        <span className="sr-only sm:not-sr-only">{NAME}</span>
      </Link>
      <span className="text-line-strong" aria-hidden>
        {'/'}
      </span>
      <Link href="/docs/api" className="truncate rounded-sm font-medium text-sm hover:underline">
        {t('title')}
      </Link>
      <div className="ml-auto flex items-center gap-2">
        <LanguageSwitch />
        <Button asChild variant="ghost" className="hidden sm:inline-flex">
          <a href="/api/openapi.json">
            <FileJson aria-hidden />
            {t('download')}
          </a>
        </Button>
        <Button asChild className="hidden sm:inline-flex">
          <Link href="/">
            {t('back')}
            <ArrowUpRight aria-hidden />
          </Link>
        </Button>
      </div>
    </header>
  );
}
