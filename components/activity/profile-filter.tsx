'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { selectControl } from '@/components/ui/select-control';
import { useOnDemand } from '@/hooks/use-on-demand';
import { useProfile } from '@/hooks/use-profiles';

const load = () => import('./profile-popover').then((module) => module.ProfilePopover);

export type ProfileFilterProps = { value: string; app: string; onValueChange: (profileId: string) => void };

/** Any profile of the account, however many there are: found by searching. */
export function ProfileFilter(props: ProfileFilterProps) {
  const t = useTranslations('activity');
  const { part: ProfilePopover, open, reach } = useOnDemand(load);
  const chosen = useProfile(props.value, props.value !== '').data;
  const name = props.value === '' ? t('anyProfile') : (chosen?.display_name ?? props.value.slice(0, 8));
  const button = (
    <button
      type="button"
      aria-label={t('profileNamed', { name })}
      aria-haspopup="dialog"
      className={selectControl('md:w-40')}
      onClick={open}
      {...reach}
    >
      <span className="truncate">{name}</span>
      <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden />
    </button>
  );
  return ProfilePopover ? <ProfilePopover {...props} button={button} /> : button;
}
