'use client';

import { Plug, RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { isDatabase } from '@/components/databases/is-database';
import { Button } from '@/components/ui/button';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { toast } from '@/hooks/toast';
import { useConnect } from '@/hooks/use-connect';
import type { Profile } from '@/lib/contracts/profile';

const reconnectDialog = windowScript(() => import('./reconnect-dialog').then((module) => module.ReconnectDialog));

type Props = Omit<ComponentProps<typeof Button>, 'onClick' | 'children'> & {
  profile: Pick<Profile, 'profile_id' | 'provider' | 'display_name' | 'app_name' | 'status'>;
  onConnected?: (profileId: string) => void;
};

/** The same profile with a new grant: at the app, or for a database with settings that are looked at again. */
export function ReconnectButton({ onConnected, ...props }: Props) {
  const { profile, ...look } = props;
  const { label, named, Icon } = useWords(profile);
  if (!isDatabase(profile)) return <ReconnectApp {...props} {...(onConnected && { onConnected })} />;
  return (
    <Button asChild aria-label={named} {...look}>
      <Link href={`/profiles/${profile.profile_id}?tab=settings`}>
        <Icon aria-hidden />
        {label}
      </Link>
    </Button>
  );
}

/** In place: the same profile, its tools and its history, with a new grant. */
function ReconnectApp({ profile, onConnected, ...props }: Props) {
  const t = useTranslations('connectDialog');
  const { label, named, Icon } = useWords(profile);
  const connect = useConnect({
    onConnected: (id) => {
      // Whoever showed this button because it was needed takes it away now, and its window with it.
      toast.success(t('done.title', { app: profile.display_name }));
      connect.stop();
      onConnected?.(id);
    },
  });
  const { step } = connect.progress;
  const start = () => connect.start({ provider: profile.provider, profile_id: profile.profile_id });
  return (
    <>
      <Button pending={step === 'starting'} aria-label={named} onClick={start} {...props}>
        <Icon aria-hidden />
        {label}
      </Button>
      {step !== 'idle' && step !== 'starting' && (
        <LazyWindow
          script={reconnectDialog}
          props={{ connect, profile, title: named, onAgain: start }}
          onClose={connect.stop}
        />
      )}
    </>
  );
}

/** What was never connected cannot be connected again. */
function useWords({ status, display_name: name }: Props['profile']) {
  const t = useTranslations('connectDialog');
  return status === 'pending'
    ? { label: t('connectThis'), named: t('connect', { app: name }), Icon: Plug }
    : { label: t('reconnect'), named: t('reconnectNamed', { name }), Icon: RefreshCw };
}
