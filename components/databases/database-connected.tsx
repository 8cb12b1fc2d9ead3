'use client';

import { CircleCheck, SlidersHorizontal, Table2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import type { DatabaseDetails } from '@/lib/contracts/database';

/** Said only after the server let us in and the settings were sealed. */
export function DatabaseConnected({ database }: { database: DatabaseDetails }) {
  const t = useTranslations('databases.connected');
  const choose = useTranslations('connectDialog.done');
  const { profile_id, name, server_product, server_version, tools } = database;
  return (
    <>
      <DialogBody role="status" className="justify-items-center gap-2 py-6 text-center">
        <span className="mb-2 grid size-12 place-items-center rounded-full bg-ok-soft text-ok-ink">
          <CircleCheck className="size-6" aria-hidden />
        </span>
        <p className="font-medium text-base">{choose('title', { app: name })}</p>
        <p className="max-w-sm text-pretty text-muted text-sm">
          {t('what', {
            server: [server_product, server_version].filter(Boolean).join(' '),
            on: tools.filter(({ enabled }) => enabled).length,
            total: tools.length,
          })}
        </p>
      </DialogBody>
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
