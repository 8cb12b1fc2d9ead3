'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ReconnectButton } from '@/components/connect/reconnect-button';
import { Button } from '@/components/ui/button';
import { useOnDemand } from '@/hooks/use-on-demand';
import { useViewedAccount } from '@/hooks/use-viewed-account';
import type { ProfileMenuProps } from './profile-menu';
import { needsReconnect } from './profile-words';

const load = () => import('./profile-menu').then((module) => module.ProfileMenu);

/** Everything one can do with a profile, in its row and on its page. */
export function ProfileActions(props: ProfileMenuProps) {
  const { profile, isInRow = false } = props;
  const t = useTranslations('profiles');
  const isOwn = useViewedAccount() === null;
  const { part: Menu, open, reach } = useOnDemand(load);
  return (
    <div className="flex items-center justify-end gap-1">
      {/* On a phone there is no room in the row; the profile's page has it. */}
      {isOwn && isInRow && needsReconnect(profile) && (
        <ReconnectButton profile={profile} size="sm" className="max-sm:hidden" />
      )}
      {Menu ? (
        <Menu {...props} />
      ) : (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('actionsOf', { name: profile.display_name })}
          aria-haspopup="menu"
          aria-expanded={false}
          onClick={open}
          {...reach}
        >
          <Ellipsis aria-hidden />
        </Button>
      )}
    </div>
  );
}
