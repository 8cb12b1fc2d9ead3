'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { useOrigin } from '@/hooks/use-origin';
import { AddressFields } from './address-fields';
import { CheckEndpoint } from './check-endpoint';
import { ClientTabs } from './client-tabs';
import { type ConnectionTarget, endpointUrl } from './connection-target';
import { KeyStep } from './key-step';

type Props = { agent?: { id: string; slug: string; usesSearch: boolean } };

/** All that an agent needs to get the tools: address, key, ready configuration, and the proof that it works. */
export function ConnectPanel({ agent }: Props) {
  const t = useTranslations('connectAgent');
  const origin = useOrigin();
  const [userId, setUserId] = useState('');
  const [usesSearch, setUsesSearch] = useState(agent?.usesSearch ?? false);
  const [key, setKey] = useState<string | null>(null);
  const target: ConnectionTarget = {
    url: endpointUrl({ origin, agentSlug: agent?.slug ?? null, usesSearch }),
    userId: userId.trim() || null,
    key,
  };
  return (
    <div className="grid gap-5">
      <Card>
        <CardHeader title={t('address.title')} description={t('address.description')} />
        <CardBody>
          <AddressFields url={target.url} usesSearch={usesSearch} onUsesSearch={setUsesSearch} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t('key.title')} description={t('key.description')} />
        <CardBody>
          <KeyStep value={key} onChange={setKey} userId={userId} onUserId={setUserId} agentId={agent?.id ?? null} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t('configuration.title')} description={t('configuration.description')} />
        <CardBody>
          <ClientTabs target={target} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t('check.title')} description={t('check.description')} />
        <CardBody>
          {/* What was found out about one key says nothing of the next. */}
          <CheckEndpoint key={JSON.stringify(target)} target={target} />
        </CardBody>
      </Card>
    </div>
  );
}
