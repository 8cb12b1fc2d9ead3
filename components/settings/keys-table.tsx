'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DataTable } from '@/components/ui/data-table';
import { dataColumns } from '@/components/ui/data-table-features';
import { TimeAgo } from '@/components/ui/time-ago';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useRevokeKey } from '@/hooks/use-keys';
import type { Key } from '@/lib/contracts/key';
import { KeyState, keyState } from './key-state';

const column = dataColumns<Key>();

export function KeysTable({ keys }: { keys: Key[] }) {
  const t = useTranslations('settings.keys');
  const [revoking, setRevoking] = useState<Key | null>(null);
  const showError = useErrorToast();
  const revoke = useRevokeKey();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('name', {
          header: t('name'),
          sortFn: 'text',
          cell: ({ row: { original: key } }) => (
            <div className="grid min-w-28">
              <span className="truncate font-medium">{key.name}</span>
              <span className="text-muted text-xs">
                {key.user
                  ? t('actsAsNamed', { name: key.user.name ?? key.user.user_id })
                  : key.made_by
                    ? t('madeBy', { name: key.made_by.name })
                    : t('actsForAny')}
              </span>
              <code className="font-mono text-faint text-xs">{key.prefix}…</code>
            </div>
          ),
        }),
        column.accessor('scopes', {
          header: t('scopes'),
          enableSorting: false,
          meta: { className: 'hidden md:table-cell' },
          cell: ({ getValue }) => (
            <div className="flex max-w-64 flex-wrap gap-1">
              {getValue().map((scope) => (
                <Badge key={scope} className="font-mono text-2xs">
                  {scope}
                </Badge>
              ))}
            </div>
          ),
        }),
        column.accessor((key) => key.last_used_at ?? '', {
          id: 'lastUsed',
          header: t('lastUsed'),
          sortFn: 'text',
          sortDescFirst: true,
          meta: { className: 'hidden sm:table-cell whitespace-nowrap text-muted' },
          cell: ({ getValue }) => (getValue() ? <TimeAgo at={getValue()} /> : t('never')),
        }),
        column.accessor((key) => key.expires_at ?? '', {
          id: 'state',
          header: t('state'),
          sortFn: 'text',
          meta: { className: 'whitespace-nowrap' },
          cell: ({ row }) => <KeyState apiKey={row.original} />,
        }),
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">{t('actions')}</span>,
          meta: { className: 'w-0 text-right' },
          cell: ({ row: { original: key } }) =>
            keyState(key) === 'active' && (
              <Button
                variant="danger-ghost"
                size="sm"
                aria-label={t('revokeNamed', { name: key.name })}
                onClick={() => setRevoking(key)}
              >
                {t('revoke')}
              </Button>
            ),
        }),
      ]),
    [t],
  );
  return (
    <>
      <DataTable label={t('title')} columns={columns} data={keys} getRowId={(key) => key.id} />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        description={t('revokeDescription')}
        action={t('revoke')}
        pending={revoke.isPending}
        onConfirm={() => {
          if (!revoking) return;
          revoke.mutate(revoking.id, {
            onSuccess: () => toast.success(t('revokedToast', { name: revoking.name })),
            onError: showError,
            onSettled: () => setRevoking(null),
          });
        }}
      />
    </>
  );
}
