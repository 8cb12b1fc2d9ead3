'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { CodeBlock } from '@/components/ui/code-block';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { OutboxEntry } from '@/lib/contracts/outbox';
import { formatDateTime } from '@/lib/format';

type Props = { entry: OutboxEntry; onClose: () => void };

export function OutboxSheet({ entry, onClose }: Props) {
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent title={entry.summary}>
        <Details entry={entry} />
      </SheetContent>
    </Sheet>
  );
}

function Details({ entry }: { entry: OutboxEntry }) {
  const t = useTranslations('outbox');
  const locale = useLocale();
  const { nameOf } = useProviderWords();
  const facts = [
    [t('facts.when'), formatDateTime(entry.at, locale)],
    [t('facts.app'), `${entry.app} · ${nameOf(entry.provider)}`],
    [t('facts.identity'), entry.identity],
    [t('facts.tool'), entry.tool],
  ] as const;
  const texts = Object.entries(entry.payload).filter(([, value]) => typeof value === 'string' && value !== '');
  return (
    <div className="grid gap-5 overflow-y-auto px-5 pt-2 pb-6">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-sm">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="truncate">{value}</dd>
          </div>
        ))}
      </dl>
      {texts.length > 0 && (
        <dl className="grid gap-3 rounded-lg border px-4 py-3.5">
          {texts.map(([name, value]) => (
            <div key={name} className="grid gap-0.5">
              <dt className="font-mono text-faint text-xs">{name}</dt>
              <dd className="whitespace-pre-wrap break-words text-sm">{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <CodeBlock title={t('payload')} code={JSON.stringify(entry.payload, null, 2)} />
    </div>
  );
}
