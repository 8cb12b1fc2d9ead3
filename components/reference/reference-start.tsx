import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Section } from './read-reference';

/** Where the reference begins: what holds for every endpoint, and the sections to choose from. */
export function ReferenceStart({ sections }: { sections: Section[] }) {
  const t = useTranslations('docs');
  return (
    <>
      <h1 className="font-semibold text-3xl tracking-[-0.025em]">{t('title')}</h1>
      <p className="mt-2 max-w-2xl text-pretty text-lg text-muted">{t('description')}</p>
      <dl className="mt-8 grid gap-4 sm:grid-cols-2">
        <Note term={t('authentication')} text={t('authenticationHelp')} />
        <Note term={t('errors')} text={t('errorsHelp')} />
      </dl>
      <h2 className="mt-12 font-semibold text-xl">{t('sections')}</h2>
      <ul className="mt-4 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {sections.map(({ slug, tag, endpoints }) => (
          <li key={slug}>
            <Link
              href={`/docs/api/${slug}`}
              className="group grid h-full gap-1 rounded-lg border bg-surface px-4 py-3.5 hover:bg-hover"
            >
              <span className="flex items-center justify-between gap-2 font-medium">
                {tag || t('other')}
                <ArrowRight className="size-4 text-faint group-hover:text-ink" aria-hidden />
              </span>
              <span className="text-muted text-sm">{t('endpoints', { count: endpoints.length })}</span>
              <span className="truncate text-faint text-xs">{endpoints.map(({ summary }) => summary).join(' · ')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Note({ term, text }: { term: string; text: string }) {
  return (
    <div className="rounded-lg border bg-surface px-4 py-3.5">
      <dt className="font-medium text-sm">{term}</dt>
      <dd className="mt-1 text-pretty text-muted text-sm">{text}</dd>
    </div>
  );
}
