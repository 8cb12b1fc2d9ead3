'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Notice } from '@/components/ui/notice';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useCreateKey } from '@/hooks/use-keys';
import type { KeyDraft } from '@/lib/contracts/key';

/** What an agent needs and no more: see its tools and run them. */
const SCOPES: KeyDraft['scopes'] = ['tools:read', 'tools:execute'];
const LIFE_MS = 365 * 86_400_000;

type Props = { agentId: string | null; onMade: (key: string) => void };

export function MakeKey({ agentId, onMade }: Props) {
  const t = useTranslations('connectAgent.key');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const create = useCreateKey();
  const [name, setName] = useState(t('defaultName'));
  const make = () => {
    const expires_at = new Date(Date.now() + LIFE_MS).toISOString();
    const input: KeyDraft = {
      name: name.trim() || t('defaultName'),
      scopes: SCOPES,
      acts_as: 'me',
      agent_id: agentId,
      expires_at,
    };
    create.mutate(input, { onSuccess: ({ key }) => onMade(key), onError: showError });
  };
  if (create.data) {
    return (
      <div className="grid gap-3">
        <Notice tone="warn" role="status">
          {t('once', { name: create.data.name })}
        </Notice>
        <CopyButton text={create.data.key} label={ui('copy')} variant="primary" className="w-fit" />
      </div>
    );
  }
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!create.isPending) make();
      }}
    >
      <div className="grid min-w-52 flex-1 gap-1.5">
        <Label htmlFor="agent-key-name">{t('name')}</Label>
        <Input
          id="agent-key-name"
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button type="submit" variant="primary" pending={create.isPending} className="h-9">
        <KeyRound aria-hidden />
        {t('create')}
      </Button>
      <p className="w-full text-muted text-xs">{t('scopes')}</p>
    </form>
  );
}
