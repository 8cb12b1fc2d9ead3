'use client';

import { Ellipsis, Pencil, Power, ShieldCheck, SlidersHorizontal, Star, Trash2, Unplug } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReconnectButton } from '@/components/connect/reconnect-button';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeProfile, useCheckProfile } from '@/hooks/use-profiles';
import { useViewedAccount } from '@/hooks/use-viewed-account';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { DisconnectDialog } from './disconnect-dialog';
import { canDisconnect, needsReconnect, useProfileAddress } from './profile-words';
import { RemoveProfileDialog } from './remove-profile-dialog';
import { RenameDialog } from './rename-dialog';

type Props = { profile: ProfileDetails; isInRow?: boolean; onRemoved?: () => void };

/** Everything one can do with a profile, in its row and on its page. */
export function ProfileActions({ profile, isInRow = false, onRemoved }: Props) {
  const t = useTranslations('profiles');
  const status = useTranslations('status');
  const address = useProfileAddress();
  const isOwn = useViewedAccount() === null;
  const showError = useErrorToast();
  const change = useChangeProfile(profile.profile_id);
  const check = useCheckProfile(profile.profile_id);
  const [open, setOpen] = useState<'rename' | 'disconnect' | 'remove' | null>(null);
  const name = profile.display_name;
  const isOff = profile.status === 'disabled';
  const saved = (message: string) => ({ onSuccess: () => toast.success(message), onError: showError });
  return (
    <div className="flex items-center justify-end gap-1">
      {/* On a phone there is no room in the row; the profile's page has it. */}
      {isOwn && isInRow && needsReconnect(profile) && (
        <ReconnectButton profile={profile} size="sm" className="max-sm:hidden" />
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t('actionsOf', { name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {isInRow && (
            <DropdownMenuItem asChild>
              <Link href={address(profile.profile_id)}>
                <SlidersHorizontal aria-hidden />
                {t('openTools')}
              </Link>
            </DropdownMenuItem>
          )}
          <DropdownMenuItem
            disabled={isOff || profile.status === 'pending'}
            onSelect={() =>
              check.mutate(undefined, {
                onSuccess: (now) => toast.success(t('checked', { name, status: status(now.status) })),
                onError: showError,
              })
            }
          >
            <ShieldCheck aria-hidden />
            {t('checkNow')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setOpen('rename')}>
            <Pencil aria-hidden />
            {t('rename')}
          </DropdownMenuItem>
          <DropdownMenuItem
            disabled={profile.is_default}
            onSelect={() =>
              change.mutate({ is_default: true }, saved(t('madeDefault', { name, app: profile.app_name })))
            }
          >
            <Star aria-hidden />
            {t('makeDefault')}
          </DropdownMenuItem>
          <DropdownMenuItem
            disabled={isOff}
            onSelect={() =>
              change.mutate(
                { is_active: !profile.is_active },
                saved(t(profile.is_active ? 'switchedOff' : 'switchedOn', { name })),
              )
            }
          >
            <Power aria-hidden />
            {t(profile.is_active ? 'switchOff' : 'switchOn')}
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          {canDisconnect(profile) && (
            <DropdownMenuItem onSelect={() => setOpen('disconnect')}>
              <Unplug aria-hidden />
              {t('disconnect')}
            </DropdownMenuItem>
          )}
          <DropdownMenuItem tone="danger" onSelect={() => setOpen('remove')}>
            <Trash2 aria-hidden />
            {t('remove')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {open === 'rename' && <RenameDialog profile={profile} onClose={() => setOpen(null)} />}
      {open === 'disconnect' && <DisconnectDialog profile={profile} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <RemoveProfileDialog profile={profile} onClose={() => setOpen(null)} {...(onRemoved && { onRemoved })} />
      )}
    </div>
  );
}
