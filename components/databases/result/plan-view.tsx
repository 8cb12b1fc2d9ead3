'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { JsonTree } from '@/components/ui/json-tree';
import { Json } from '@/lib/contracts/json';
import { type PlanStep, readPlan } from './read-plan';
import type { Rows } from './read-result';

/** How the server would go about it: as steps where the engine counts in steps, and as it came where it does not. */
export function PlanView({ rows, content }: { rows: Rows | null; content: Json }) {
  const t = useTranslations('databases.result');
  const cell = rows?.rows[0]?.[0];
  // SQL engines put the plan into the one cell of the one row.
  const plan = typeof cell === 'string' ? parsed(cell) : (cell ?? content);
  const step = readPlan(plan);
  return (
    <div className="flex items-start gap-3 overflow-x-auto p-4">
      <div className="min-w-0 flex-1">{step ? <Step step={step} /> : <JsonTree value={plan} />}</div>
      <CopyButton size="sm" label={t('json')} text={JSON.stringify(plan, null, 2)} />
    </div>
  );
}

function Step({ step: { title, facts, steps } }: { step: PlanStep }) {
  return (
    <div className="grid gap-1.5">
      <p className="font-mono text-xs">
        <span className="font-medium">{title}</span> <span className="text-muted">{facts.join(' · ')}</span>
      </p>
      {steps.length > 0 && (
        <ul className="ml-1.5 grid gap-1.5 border-l pl-4">
          {steps.map((step) => (
            <li key={step.place}>
              <Step step={step} />
            </li>
          ))}
        </ul>
      )}
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
