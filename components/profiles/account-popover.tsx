'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { SearchPopover, SearchPopoverItem, useSearchPopover } from '@/components/ui/search-popover';
import { useAccounts } from '@/hooks/use-accounts';
import { useMe } from '@/hooks/use-me';
import { accountName } from './account-name';

type Props = { button: ReactNode; value: string; onValueChange: (account: string) => void };

export function AccountPopover({ button, value, onValueChange }: Props) {
  const t = useTranslations('profiles');
  const { account_id } = useMe();
  const search = useSearchPopover();
  return (
    <SearchPopover
      button={button}
      label={t('account')}
      searchLabel={t('searchAccounts')}
      search={search}
      found={useAccounts(search.q.trim(), search.isOpen)}
      nothing={t('noAccount')}
      align="end"
    >
      {(account, close) => (
        <SearchPopoverItem
          key={account.id}
          title={accountName(account, account.id)}
          note={account.user?.email ?? null}
          end={<Badge>{t('profileCount', { count: account.profiles })}</Badge>}
          isChosen={account.id === (value || account_id)}
          onChoose={() => {
            onValueChange(account.id === account_id ? '' : account.id);
            close();
          }}
        />
      )}
    </SearchPopover>
  );
}
