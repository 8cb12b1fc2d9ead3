'use client';

import { ChevronRight, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { ReaderSchemas } from './reader-schemas';

type Props = {
  reader: NonNullable<DatabaseRole['reader']>;
  isPending: boolean;
  /** Whether the connection takes the new role at once, in place of the form. */
  replaces: boolean;
  onCreate: (schemas: string[] | undefined) => void;
};

/** A role that only reads: made with one press where the credentials may, else the SQL for somebody who may. */
export function ReaderOffer({ reader: { can_create, schemas, sql }, isPending, replaces, onCreate }: Props) {
  const t = useTranslations('databases.role.reader');
  const help = useId();
  const [chosen, setChosen] = useState<readonly string[]>(schemas ?? []);
  const needsSchema = schemas !== null && chosen.length === 0;
  return (
    <div className="grid gap-2.5">
      {can_create && (
        <>
          {schemas && <ReaderSchemas schemas={schemas} chosen={chosen} onChange={setChosen} />}
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Button
              size="sm"
              pending={isPending}
              disabled={needsSchema}
              aria-describedby={help}
              onClick={() => onCreate(schemas ? [...chosen] : undefined)}
            >
              <ShieldCheck aria-hidden />
              {t('create')}
            </Button>
            <p id={help} className="min-w-40 flex-1 text-xs">
              {t(needsSchema ? 'chooseSchema' : replaces ? 'replaceHelp' : 'createHelp')}
            </p>
          </div>
        </>
      )}
      <details className="group">
        <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm font-medium">
          <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
          {t(can_create ? 'sqlInstead' : 'sql')}
        </summary>
        <div className="mt-2 grid gap-2">
          <p className="text-xs">{t('sqlHelp', { placeholder: '<password>' })}</p>
          <CodeBlock code={sql} className="text-ink" />
        </div>
      </details>
    </div>
  );
}
