'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useIsAdmin } from '@/hooks/use-me';
import { MakeKey } from './make-key';

type Props = {
  value: string | null;
  onChange: (key: string | null) => void;
  userId: string;
  onUserId: (userId: string) => void;
  agentId: string | null;
};

/** A new key that acts as the person, or one that is there already. It stays in this page and goes nowhere else. */
export function KeyStep({ value, onChange, userId, onUserId, agentId }: Props) {
  const t = useTranslations('connectAgent.key');
  const isAdmin = useIsAdmin();
  const asTyped = { spellCheck: false, autoComplete: 'off', className: 'font-mono text-xs' };
  return (
    <div className="grid gap-4">
      <MakeKey agentId={agentId} onMade={onChange} />
      <div className="grid gap-4 md:grid-cols-2">
        <Field label={t('useExisting')} help={t('pasteHelp')}>
          {(control) => (
            <Input
              {...control}
              {...asTyped}
              value={value ?? ''}
              placeholder={t('placeholder')}
              onChange={(event) => onChange(event.target.value.trim() || null)}
            />
          )}
        </Field>
        {isAdmin && (
          <Field label={t('user')} help={t('userHelp')}>
            {(control) => (
              <Input
                {...control}
                {...asTyped}
                value={userId}
                maxLength={200}
                onChange={(event) => onUserId(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
    </div>
  );
}
