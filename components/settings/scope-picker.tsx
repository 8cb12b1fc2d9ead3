'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { FieldError } from 'react-hook-form';
import { Checkbox } from '@/components/ui/checkbox';
import { SCOPES, type Scope } from '@/lib/contracts/scope';

// A message's name cannot hold the colon of a scope's.
const SCOPE_HELP = {
  'tools:read': 'scopeHelp.toolsRead',
  'tools:execute': 'scopeHelp.toolsExecute',
  'profiles:read': 'scopeHelp.profilesRead',
  'profiles:write': 'scopeHelp.profilesWrite',
  'connections:write': 'scopeHelp.connectionsWrite',
  'databases:write': 'scopeHelp.databasesWrite',
  admin: 'scopeHelp.admin',
} as const satisfies Record<Scope, string>;

type Props = {
  offered: readonly Scope[];
  value: Scope[];
  onChange: (scopes: Scope[]) => void;
  error?: FieldError | undefined;
};

export function ScopePicker({ offered, value, onChange, error }: Props) {
  const t = useTranslations('settings.keys');
  const id = useId();
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(SCOPES.filter((candidate) => (candidate === scope ? isOn : value.includes(candidate))));
  return (
    <fieldset aria-describedby={error && `${id}-error`} className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{t('scopes')}</legend>
      <div className="grid gap-x-4 rounded-md border p-1.5 sm:grid-cols-2">
        {offered.map((scope) => (
          <div key={scope} className="flex items-start gap-2.5 px-2 py-1.5">
            <Checkbox
              id={`${id}-${scope}`}
              className="mt-0.5"
              checked={value.includes(scope)}
              onCheckedChange={(checked) => toggle(scope, checked === true)}
            />
            <label htmlFor={`${id}-${scope}`} className="grid flex-1 select-none">
              <code className="font-mono text-xs leading-5">{scope}</code>
              <span className="text-muted text-xs">{t(SCOPE_HELP[scope])}</span>
            </label>
          </div>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-bad-ink text-xs">
          {t('scopesRequired')}
        </p>
      )}
    </fieldset>
  );
}
