'use client';

import { useTranslations } from 'next-intl';
import { ChoiceBar } from '@/components/ui/choice-bar';
import { CodeBlock } from '@/components/ui/code-block';
import { useStored } from '@/hooks/use-stored';
import { CLIENTS, configFor } from './client-configs';
import type { ConnectionTarget } from './connection-target';

export function ClientTabs({ target }: { target: ConnectionTarget }) {
  const t = useTranslations('connectAgent.clients');
  const [client, setClient] = useStored('pb_agent_client', CLIENTS);
  const { file, code } = configFor(client, target);
  return (
    <div className="grid min-w-0 gap-3">
      <ChoiceBar
        label={t('label')}
        options={CLIENTS.map((value) => ({ value, label: t(`${value}.name`) }))}
        value={client}
        onValueChange={setClient}
      />
      <p className="text-pretty text-muted text-sm">{t(`${client}.help`)}</p>
      <CodeBlock code={code} {...(file && { title: file })} />
    </div>
  );
}
