'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

type Props = { isAccepted: boolean; onChange: (isAccepted: boolean) => void };

/** Nobody connects as a dangerous role without having said so. */
export function RoleAcceptance({ isAccepted, onChange }: Props) {
  const t = useTranslations('databases.role');
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={isAccepted}
        onCheckedChange={(checked) => onChange(checked === true)}
      />
      <label htmlFor={id} className="select-none font-medium">
        {t('accept')}
      </label>
    </div>
  );
}
