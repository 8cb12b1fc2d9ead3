'use client';

import { Plug, Plus, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProviderWords } from '@/components/apps/provider-words';
import { Button } from '@/components/ui/button';
import { ChoiceList } from '@/components/ui/choice-list';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { StatusBadge } from '@/components/ui/status';
import type { Connect, ConnectRequest } from '@/hooks/use-connect';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ConnectRefused } from './connect-refused';

type Props = {
  profiles: ProfileDetails[];
  connect: Connect;
  onReconnect: (request: ConnectRequest) => void;
  onAdd: () => void;
};

/** Connecting an app a second time can mean two things, so the person is asked which. */
export function AlreadyConnected({ profiles, connect, onReconnect, onAdd }: Props) {
  const t = useTranslations('connectDialog');
  const { nameOf } = useProviderWords();
  const [chosenId, setChosenId] = useState(profiles[0]?.profile_id ?? '');
  const chosen = profiles.find(({ profile_id }) => profile_id === chosenId) ?? profiles[0];
  const isPending = chosen?.status === 'pending';
  return (
    <>
      <DialogBody>
        <p className="text-pretty text-muted text-sm">{t('already', { count: profiles.length })}</p>
        <ChoiceList label={t('which')} value={chosenId} onValueChange={setChosenId}>
          {profiles.map((profile) => ({
            value: profile.profile_id,
            title: profile.display_name,
            note: [profile.label, nameOf(profile.provider)].filter(Boolean).join(' · '),
            end: <StatusBadge status={profile.status} unreachable={profile.unreachable !== null} />,
          }))}
        </ChoiceList>
        <ConnectRefused connect={connect} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onAdd}>
          <Plus aria-hidden />
          {t('addAnother')}
        </Button>
        <Button
          variant="primary"
          autoFocus
          pending={connect.progress.step === 'starting'}
          onClick={() => chosen && onReconnect({ provider: chosen.provider, profile_id: chosen.profile_id })}
        >
          {isPending ? <Plug aria-hidden /> : <RefreshCw aria-hidden />}
          {t(isPending ? 'connectChosen' : 'reconnectThis')}
        </Button>
      </DialogFooter>
    </>
  );
}
