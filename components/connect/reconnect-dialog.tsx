'use client';

import { Dialog, DialogBody, DialogContent } from '@/components/ui/dialog';
import type { Connect } from '@/hooks/use-connect';
import type { Profile } from '@/lib/contracts/profile';
import { ConnectProgress } from './connect-progress';
import { ConnectRefused } from './connect-refused';

type Props = {
  connect: Connect;
  profile: Pick<Profile, 'app_name'>;
  title: string;
  onAgain: () => void;
};

export function ReconnectDialog({ connect, profile, title, onAgain }: Props) {
  return (
    <Dialog open onOpenChange={connect.stop}>
      <DialogContent title={title} onInteractOutside={(event) => event.preventDefault()}>
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
