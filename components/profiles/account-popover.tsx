'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { QueryView } from '@/components/ui/query-view';
import { SearchInput } from '@/components/ui/search-input';
import { useAccounts } from '@/hooks/use-accounts';
import { useMe } from '@/hooks/use-me';
import { accountName } from './account-name';

type Props = { button: ReactNode; value: string; onValueChange: (account: string) => void };

/** Open from the start, because pressing its button is what loads it. */
export function AccountPopover({ button, value, onValueChange }: Props) {
  const t = useTranslations('profiles');
  const { account_id } = useMe();
  const [isOpen, setOpen] = useState(true);
  const [q, setQ] = useState('');
  const accounts = useAccounts(q, isOpen);
  const choose = (id: string) => {
    onValueChange(id === account_id ? '' : id);
    setOpen(false);
  };
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent align="end" className="w-80 p-0" aria-label={t('account')}>
        <div className="border-b p-2">
          <SearchInput label={t('searchAccounts')} value={q} onValueChange={setQ} />
        </div>
        <div className="max-h-72 overflow-y-auto p-1">
          <QueryView query={accounts} empty={<p className="p-4 text-center text-muted text-sm">{t('noAccount')}</p>}>
            {(items) => (
              <ul className="grid gap-0.5">
                {items.map((account) => (
                  <li key={account.id}>
                    <button
                      type="button"
                      aria-pressed={account.id === (value || account_id)}
                      onClick={() => choose(account.id)}
                      className="flex w-full items-center gap-2 rounded-sm px-2.5 py-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-selected"
                    >
                      <span className="grid min-w-0 flex-1">
                        <span className="truncate">{accountName(account, account.id)}</span>
                        {account.user && <span className="truncate text-muted text-xs">{account.user.email}</span>}
                      </span>
                      <Badge>{t('profileCount', { count: account.profiles })}</Badge>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </QueryView>
        </div>
      </PopoverContent>
    </Popover>
  );
}
