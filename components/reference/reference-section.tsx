import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EndpointArticle } from './endpoint-article';
import type { Reference, Section } from './read-reference';

type Props = { reference: Reference; section: Section };

/** The endpoints of one section, and the way on to its neighbours. */
export function ReferenceSection({ reference: { sections, schemas, serverUrl }, section }: Props) {
  const t = useTranslations('docs');
  const at = sections.indexOf(section);
  const before = sections[at - 1];
  const after = sections[at + 1];
  return (
    <>
      <h1 className="pb-8 font-semibold text-3xl tracking-[-0.025em]">{section.tag || t('other')}</h1>
      {section.endpoints.map((endpoint) => (
        <EndpointArticle key={endpoint.id} endpoint={endpoint} schemas={schemas} serverUrl={serverUrl} />
      ))}
      <nav aria-label={t('neighbours')} className="flex justify-between gap-4 border-t pt-6 font-medium text-sm">
        {before ? (
          <Link href={`/docs/api/${before.slug}`} className="flex items-center gap-2 rounded-sm hover:underline">
            <ArrowLeft className="size-4" aria-hidden />
            {before.tag || t('other')}
          </Link>
        ) : (
          <span />
        )}
        {after && (
          <Link href={`/docs/api/${after.slug}`} className="flex items-center gap-2 rounded-sm hover:underline">
            {after.tag || t('other')}
            <ArrowRight className="size-4" aria-hidden />
          </Link>
        )}
      </nav>
    </>
  );
}
