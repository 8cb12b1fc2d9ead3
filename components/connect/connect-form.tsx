'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Connect, ConnectRequest } from '@/hooks/use-connect';
import { ApiError } from '@/lib/api-client';
import type { AppCard } from '@/lib/contracts/app-list';
import { ProfileName } from '@/lib/contracts/profile';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ConnectRefused } from './connect-refused';
import { freeName } from './free-name';
import { ProviderChoice } from './provider-choice';

type Props = {
  offers: readonly [AppCard, ...AppCard[]];
  taken: ProfileDetails[];
  connect: Connect;
  onStart: (request: ConnectRequest) => void;
  onCancel: () => void;
};

/** Checked by hand and at once: a form that waits for its checks loses the right to open a window. */
export function ConnectForm({ offers, taken, connect, onStart, onCancel }: Props) {
  const t = useTranslations('connectDialog');
  const form = useTranslations('form');
  const ui = useTranslations('ui');
  const { progress } = connect;
  const [name, setName] = useState(() => freeName(offers[0].name, taken));
  const [provider, setProvider] = useState(offers[0].provider);
  const [isWrong, setWrong] = useState(false);
  const offer = offers.find((candidate) => candidate.provider === provider) ?? offers[0];
  const isTaken =
    progress.step === 'refused' && progress.error instanceof ApiError && progress.error.code === 'conflict';
  const message = isWrong
    ? form(name.trim() === '' ? 'required' : 'tooLong', { count: 100 })
    : isTaken && t('nameTaken');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = ProfileName.safeParse(name);
    setWrong(!parsed.success);
    if (parsed.success) onStart({ provider, app: offer.slug, profile_name: parsed.data });
  };
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        <Field label={t('name')} help={t('nameHelp')} error={message ? { type: 'server', message } : undefined}>
          {(control) => (
            <Input
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
              onFocus={(event) => event.target.select()}
              {...control}
            />
          )}
        </Field>
        {offers.length > 1 && <ProviderChoice offers={offers} value={provider} onValueChange={setProvider} />}
        {!isTaken && <ConnectRefused connect={connect} />}
        <p className="flex items-start gap-2 text-muted text-xs">
          <ExternalLink className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {t(offer.auth_type === 'keys' ? 'nextKeys' : 'nextOauth', { app: offer.name })}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>{ui('cancel')}</Button>
        <Button type="submit" variant="primary" autoFocus pending={progress.step === 'starting'}>
          {t('connect', { app: offer.name })}
        </Button>
      </DialogFooter>
    </form>
  );
}
