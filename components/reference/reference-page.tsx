import { useTranslations } from 'next-intl';
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link';
import { EndpointSection } from './endpoint-section';
import type { Reference } from './read-reference';
import { ReferenceHeader } from './reference-header';
import { ReferenceNav } from './reference-nav';

export function ReferencePage({ reference: { groups, schemas, serverUrl } }: { reference: Reference }) {
  const t = useTranslations('docs');
  const entries = groups.map(({ tag, endpoints }) => ({
    tag,
    endpoints: endpoints.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }));
  return (
    <>
      <SkipLink />
      <ReferenceHeader />
      <div className="mx-auto grid max-w-[96rem] gap-x-10 px-4 pt-6 sm:px-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:px-8 lg:pt-0">
        <ReferenceNav groups={entries} />
        <main id={MAIN_ID} tabIndex={-1} className="min-w-0 pt-8 pb-24 outline-none">
          <h1 className="font-semibold text-3xl tracking-[-0.025em]">{t('title')}</h1>
          <p className="mt-2 max-w-2xl text-pretty text-lg text-muted">{t('description')}</p>
          <dl className="mt-8 mb-12 grid gap-4 sm:grid-cols-2">
            <Note term={t('authentication')} text={t('authenticationHelp')} />
            <Note term={t('errors')} text={t('errorsHelp')} />
          </dl>
          {groups.map(({ tag, endpoints }) => (
            <div key={tag} className="mb-8">
              <h2 className="pb-4 font-semibold text-xl">{tag || t('other')}</h2>
              {endpoints.map((endpoint) => (
                <EndpointSection key={endpoint.id} endpoint={endpoint} schemas={schemas} serverUrl={serverUrl} />
              ))}
            </div>
          ))}
        </main>
      </div>
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
