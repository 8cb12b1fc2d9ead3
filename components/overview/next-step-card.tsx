'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import type { NextStep } from '@/lib/contracts/overview';
import { QuickConnect } from './quick-connect';

const STEPS = ['connect_app', 'create_key', 'call_tool'] as const satisfies readonly NextStep[];

/** The page of each step. */
const WHERE: Partial<Record<NextStep, string>> = {
  connect_app: '/apps',
  create_key: '/settings/keys',
  call_tool: '/settings/connect',
};

/** The way of a newcomer: plug in, hand out a key, call. */
export function NextStepCard({ step }: { step: NextStep }) {
  const t = useTranslations('overview.nextStep');
  const current = STEPS.indexOf(step);
  const href = WHERE[step];
  return (
    <section
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-8 gap-y-5 rounded-lg border border-accent-line bg-accent-soft px-5 py-5"
    >
      <ol className="flex items-center" aria-hidden>
        {STEPS.map((id, index) => (
          <li key={id} className="flex items-center">
            {index > 0 && <span className={cn('h-0.5 w-8', index <= current ? 'bg-accent' : 'bg-accent-line')} />}
            <span
              className={cn(
                'grid size-5 place-items-center rounded-full border-2',
                index <= current ? 'border-accent' : 'border-accent-line',
              )}
            >
              {index <= current && (
                <span className={cn('size-2 rounded-full bg-accent', index === current && 'animate-pulse')} />
              )}
            </span>
          </li>
        ))}
      </ol>
      <div className="grid min-w-60 flex-1 gap-0.5">
        <p className="font-medium text-accent-ink text-xs">{t('step', { number: current + 1, total: STEPS.length })}</p>
        <h2 className="font-semibold text-base">{t(`${step}.title`)}</h2>
        <p className="text-pretty text-muted text-sm">{t(`${step}.description`)}</p>
      </div>
      {href && (
        <Button asChild variant="primary">
          <Link href={href}>
            {t(`${step}.action`)}
            <ArrowRight aria-hidden />
          </Link>
        </Button>
      )}
      {step === 'connect_app' && <QuickConnect />}
    </section>
  );
}
