'use client';

import { Ellipsis, Pencil, Power, ShieldCheck, SlidersHorizontal, Star, Trash2, Unplug } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
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
import { useChangeProfile } from '@/hooks/use-profiles';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { DisconnectDialog } from './disconnect-dialog';
import { canCheck, canDisconnect, useProfileAddress } from './profile-words';
import { RemoveProfileDialog } from './remove-profile-dialog';
import { RenameDialog } from './rename-dialog';
import { useCheckNow } from './use-check-now';

export type ProfileMenuProps = { profile: ProfileDetails; isInRow?: boolean; onRemoved?: () => void };

/** The menu with its button and the dialogs it leads to; open from the start, because pressing the button loads it. */
export function ProfileMenu({ profile, isInRow = false, onRemoved }: ProfileMenuProps) {
  const t = useTranslations('profiles');
  const address = useProfileAddress();
  const showError = useErrorToast();
  const change = useChangeProfile(profile.profile_id);
  const [open, setOpen] = useState<'rename' | 'disconnect' | 'remove' | null>(null);
  const name = profile.display_name;
  const check = useCheckNow({ id: profile.profile_id, name });
  const isOff = profile.status === 'disabled';
  const saved = (message: string) => ({ onSuccess: () => toast.success(message), onError: showError });
  return (
    <>
      <DropdownMenu defaultOpen>
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
          <DropdownMenuItem disabled={!canCheck(profile)} onSelect={check.run}>
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
    </>
  );
}
