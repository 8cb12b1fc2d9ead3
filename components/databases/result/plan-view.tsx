'use client';

import { useTranslations } from 'next-intl';
import { JsonView } from '@/components/ui/json-view';
import { Json } from '@/lib/contracts/json';
import type { Rows } from './read-result';

/** How the server would go about it. SQL engines put the plan into the one cell of the one row. */
export function PlanView({ rows, content }: { rows: Rows | null; content: Json }) {
  const t = useTranslations('databases.result');
  const cell = rows?.rows[0]?.[0];
  return (
    <div className="p-4">
      <JsonView label={t('plan')} value={typeof cell === 'string' ? parsed(cell) : (cell ?? content)} />
    </div>
  );
}

function parsed(text: string): Json {
  try {
    return Json.parse(JSON.parse(text));
  } catch {
    return text;
  }
}
