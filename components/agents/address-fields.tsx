'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';

type Props = {
  url: string;
  usesSearch: boolean;
  onUsesSearch: (usesSearch: boolean) => void;
};

export function AddressFields({ url, usesSearch, onUsesSearch }: Props) {
  const t = useTranslations('connectAgent.address');
  const searchId = useId();
  return (
    <div className="grid gap-4">
      <Field label={t('url')}>
        {(control) => (
          <span className="flex gap-1">
            <Input
              {...control}
              readOnly
              value={url}
              className="font-mono text-xs"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={url} size="icon" className="size-9" />
          </span>
        )}
      </Field>
      <div className="flex items-start gap-3">
        <Switch id={searchId} checked={usesSearch} onCheckedChange={onUsesSearch} />
        <div className="grid gap-0.5">
          <Label htmlFor={searchId}>{t('search')}</Label>
          <p className="text-pretty text-muted text-xs">{t('searchHelp')}</p>
        </div>
      </div>
    </div>
  );
}
