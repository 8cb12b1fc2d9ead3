'use client';

import { SlidersHorizontal, Table2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ConnectedScene } from '@/components/connect/connected-scene';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';
import type { DatabaseDetails } from '@/lib/contracts/database';

/** Said only after the server let us in and the settings were sealed. */
export function DatabaseConnected({ database }: { database: DatabaseDetails }) {
  const t = useTranslations('databases.connected');
  const choose = useTranslations('connectDialog.done');
  const { profile_id, name, server_product, server_version, tools } = database;
  return (
    <>
      <ConnectedScene title={choose('title', { app: name })}>
        {t('what', {
          server: [server_product, server_version].filter(Boolean).join(' '),
          on: tools.filter(({ enabled }) => enabled).length,
          total: tools.length,
        })}
      </ConnectedScene>
      <DialogFooter>
        <Button asChild>
          <Link href={`/profiles/${profile_id}`}>
            <SlidersHorizontal aria-hidden />
            {choose('tools')}
          </Link>
        </Button>
        <Button asChild variant="primary">
          <Link href={`/profiles/${profile_id}?tab=data`}>
            <Table2 aria-hidden />
            {t('open')}
          </Link>
        </Button>
      </DialogFooter>
    </>
  );
}
