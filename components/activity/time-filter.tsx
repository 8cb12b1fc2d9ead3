'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { type ActivityFilters, SPANS } from './activity-filters';

const EVER = 'ever';
const BETWEEN = 'between';

type Props = { filters: ActivityFilters; onFilter: (change: Partial<ActivityFilters>) => void };

/** A span up to now, or from one moment to another. */
export function TimeFilter({ filters, onFilter }: Props) {
  const t = useTranslations('activity.time');
  const { time, from, to } = filters;
  const [isBetween, setBetween] = useState(from !== '' || to !== '');
  const choose = (value: string) => {
    setBetween(value === BETWEEN);
    onFilter({ time: SPANS.find((span) => span === value) ?? '', from: '', to: '' });
  };
  return (
    <>
      <Select
        aria-label={t('label')}
        className="md:w-36"
        value={isBetween ? BETWEEN : (SPANS.find((span) => span === time) ?? EVER)}
        onValueChange={choose}
        options={[
          { value: EVER, label: t('ever') },
          ...SPANS.map((span) => ({ value: span as string, label: t(`last.${span}`) })),
          { value: BETWEEN, label: t('between') },
        ]}
      />
      {isBetween && (
        <div className="col-span-2 flex w-full flex-wrap gap-x-4 gap-y-2">
          <Bound id="from" label={t('from')} value={from} onChange={(value) => onFilter({ from: value })} />
          <Bound id="to" label={t('to')} value={to} onChange={(value) => onFilter({ to: value })} />
        </div>
      )}
    </>
  );
}

type BoundProps = { id: string; label: string; value: string; onChange: (value: string) => void };

function Bound({ id, label, value, onChange }: BoundProps) {
  return (
    <div className="flex items-center gap-2">
      <Label htmlFor={`activity-${id}`} className="w-10 font-normal text-muted md:w-auto">
        {label}
      </Label>
      <Input
        id={`activity-${id}`}
        type="datetime-local"
        className="w-52"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
