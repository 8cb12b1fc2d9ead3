'use client';

import { ChevronsUpDown, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useAccount } from '@/hooks/use-accounts';
import { useOnDemand } from '@/hooks/use-on-demand';
import { accountName } from './account-name';

const load = () => import('./account-popover').then((module) => module.AccountPopover);

type Props = { value: string; onValueChange: (account: string) => void };

/** For admins: whose profiles to look at. */
export function AccountPicker({ value, onValueChange }: Props) {
  const t = useTranslations('profiles');
  const { part: AccountPopover, open, reach } = useOnDemand(load);
  const chosen = useAccount(value);
  const name = value === '' ? t('mine') : accountName(chosen, value);
  const button = (
    <Button aria-label={t('accountOf', { name })} aria-haspopup="dialog" onClick={open} {...reach}>
      <UserRound aria-hidden />
      <span className="max-w-40 truncate">{name}</span>
      <ChevronsUpDown className="text-faint" aria-hidden />
    </Button>
  );
  return AccountPopover ? <AccountPopover button={button} value={value} onValueChange={onValueChange} /> : button;
}
