import type { ReactNode } from 'react';
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link';
import type { Section } from './read-reference';
import { ReferenceHeader } from './reference-header';
import { ReferenceNav } from './reference-nav';

type Props = { sections: Section[]; children: ReactNode };

/** Around every page of the reference: the endpoints of all sections on one side, what was chosen on the other. */
export function ReferenceFrame({ sections, children }: Props) {
  const entries = sections.map(({ slug, tag, endpoints }) => ({
    ...{ slug, tag },
    endpoints: endpoints.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }));
  return (
    <>
      <SkipLink />
      <ReferenceHeader />
      <div className="mx-auto grid max-w-[96rem] gap-x-10 px-4 pt-6 sm:px-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:px-8 lg:pt-0">
        <ReferenceNav sections={entries} />
        <main id={MAIN_ID} tabIndex={-1} className="min-w-0 pt-8 pb-24 outline-none">
          {children}
        </main>
      </div>
    </>
  );
}
