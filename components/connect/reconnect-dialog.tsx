'use client';

import { useTranslations } from 'next-intl';
import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import type { Connect } from '@/hooks/use-connect';
import type { Profile } from '@/lib/contracts/profile';
import { ConnectProgress } from './connect-progress';
import { ConnectRefused } from './connect-refused';

type Props = {
  connect: Connect;
  profile: Pick<Profile, 'display_name' | 'app_name'>;
  onAgain: () => void;
};

export function ReconnectDialog({ connect, profile, onAgain }: Props) {
  const t = useTranslations('connectDialog');
  return (
    <Dialog open onOpenChange={connect.stop}>
      <DialogContent
        title={t('reconnectNamed', { name: profile.display_name })}
        onInteractOutside={(event) => event.preventDefault()}
      >
        {connect.progress.step === 'refused' ? (
          <DialogBody>
            <ConnectRefused connect={connect} />
          </DialogBody>
        ) : (
          <ConnectProgress connect={connect} appName={profile.app_name} onAgain={onAgain} onDone={connect.stop} />
        )}
      </DialogContent>
    </Dialog>
  );
}
