'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Notice } from '@/components/ui/notice';

type Props = { secret: string; label: string; warning: string; onDone: () => void };

/** Something that is shown this one time, ready to be taken along. */
export function SecretOnce({ secret, label, warning, onDone }: Props) {
  const ui = useTranslations('ui');
  const id = useId();
  return (
    <>
      <DialogBody>
        <Notice tone="warn">{warning}</Notice>
        <div className="grid gap-1.5">
          <Label htmlFor={id}>{label}</Label>
          <div className="flex gap-2">
            <Input
              id={id}
              readOnly
              value={secret}
              className="h-9 font-mono text-xs"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={secret} label={ui('copy')} variant="primary" className="h-9" />
          </div>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>{ui('done')}</Button>
      </DialogFooter>
    </>
  );
}
