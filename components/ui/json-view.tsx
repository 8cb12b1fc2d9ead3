'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Json } from '@/lib/contracts/json';
import { ChoiceBar } from './choice-bar';
import { CodeBlock } from './code-block';
import { JsonTree } from './json-tree';
import { findRecords } from './records';
import { RecordsTable } from './records-table';

type Look = 'tree' | 'table' | 'raw';

/** JSON to be read, and as it came. A list of records is a table first. */
export function JsonView({ label, value }: { label: string; value: Json }) {
  const t = useTranslations('ui.json');
  const records = findRecords(value);
  const [chosen, setLook] = useState<Look | null>(null);
  const look = chosen ?? (records ? 'table' : 'tree');
  const looks: Look[] = records ? ['table', 'tree', 'raw'] : ['tree', 'raw'];
  return (
    <div className="grid min-w-0 gap-2">
      <ChoiceBar
        label={t('look', { what: label })}
        options={looks.map((name) => ({ value: name, label: t(name) }))}
        value={look}
        onValueChange={setLook}
      />
      {look === 'raw' && <CodeBlock code={JSON.stringify(value, null, 2)} className="[&_pre]:max-h-96" />}
      {look === 'table' && records && <RecordsTable label={label} records={records} />}
      {look === 'tree' && (
        <div className="max-h-96 overflow-auto rounded-lg border bg-sunken/60 px-3 py-2.5">
          <JsonTree value={value} />
        </div>
      )}
    </div>
  );
}
