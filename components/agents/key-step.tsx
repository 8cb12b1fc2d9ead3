'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useIsAdmin } from '@/hooks/use-me';
import { MakeKey } from './make-key';

type Props = { value: string | null; onChange: (key: string | null) => void; agentId: string | null };

/** A new key where one may make it, or one that is there already. It stays in this page and goes nowhere else. */
export function KeyStep({ value, onChange, agentId }: Props) {
  const t = useTranslations('connectAgent.key');
  const isAdmin = useIsAdmin();
  return (
    <div className="grid gap-4">
      {isAdmin ? (
        <MakeKey agentId={agentId} onMade={onChange} />
      ) : (
        <p className="text-pretty text-muted text-sm">{t('askAdmin')}</p>
      )}
      <Field label={t(isAdmin ? 'useExisting' : 'paste')} help={t('pasteHelp')}>
        {(control) => (
          <Input
            {...control}
            value={value ?? ''}
            placeholder={t('placeholder')}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-xs"
            onChange={(event) => onChange(event.target.value.trim() || null)}
          />
        )}
      </Field>
    </div>
  );
}
