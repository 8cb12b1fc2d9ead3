'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useProviderWords } from '@/components/apps/provider-words';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Notice } from '@/components/ui/notice';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useMe } from '@/hooks/use-me';
import { useSwitchProvider } from '@/hooks/use-providers';
import type { ProviderSetting } from '@/lib/contracts/provider-setting';
import { ProviderCatalogue } from './provider-catalogue';
import { ProviderSetUp } from './provider-set-up';

/** Switching off asks first and says what stops; switching on brings back what was. */
export function ProviderCard({ provider: setting }: { provider: ProviderSetting }) {
  const t = useTranslations('providers');
  const { nameOf, reasonFor } = useProviderWords();
  const showError = useErrorToast();
  const change = useSwitchProvider();
  const isKeptFromDemo = useMe().demo && !setting.demo;
  const [isAsking, setAsking] = useState(false);
  const { provider, enabled, enabled_by_environment, set_up, kind } = setting;
  const name = nameOf(provider);
  const turn = (next: boolean) =>
    change.mutate(
      { provider, enabled: next },
      {
        onSuccess: () => toast.success(t(next ? 'switchedOn' : 'switchedOff', { name })),
        onError: showError,
        onSettled: () => setAsking(false),
      },
    );
  return (
    <Card aria-labelledby={`provider-${provider}`}>
      <CardHeader
        id={`provider-${provider}`}
        title={
          <span className="flex flex-wrap items-center gap-2">
            {name}
            <BackingBadge setting={setting} />
          </span>
        }
        description={reasonFor(provider)}
        actions={
          <span className="flex items-center gap-2.5 text-muted text-sm">
            {t(enabled ? 'on' : 'off')}
            <Switch
              aria-label={t('switch', { name })}
              checked={enabled}
              disabled={!enabled_by_environment || !set_up || isKeptFromDemo || change.isPending}
              onCheckedChange={(next) => (next ? turn(true) : setAsking(true))}
            />
          </span>
        }
      />
      <CardBody className="grid gap-4">
        {!enabled_by_environment && <Notice tone="warn">{t('byEnvironment', { name })}</Notice>}
        {isKeptFromDemo && set_up && <Notice>{t('keptFromDemo', { name })}</Notice>}
        {setting.demo && <p className="text-pretty text-muted text-sm">{t('demoHelp', { name })}</p>}
        {set_up ? (
          <>
            <dl className="flex gap-8 text-sm">
              <Count label={t('apps')} value={setting.apps} />
              <Count label={t('profiles')} value={setting.profiles} />
            </dl>
            {kind === 'oauth' && <ProviderCatalogue setting={setting} />}
          </>
        ) : (
          <ProviderSetUp setting={setting} />
        )}
      </CardBody>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('offTitle', { name })}
        description={t('offDescription', { name, count: setting.profiles })}
        action={t('switchOff')}
        pending={change.isPending}
        onConfirm={() => turn(false)}
      />
    </Card>
  );
}

function BackingBadge({ setting: { set_up, demo } }: { setting: ProviderSetting }) {
  const t = useTranslations('providers');
  if (!set_up) return <Badge tone="warn">{t('notSetUp')}</Badge>;
  if (!demo) return <Badge tone="ok">{t('real')}</Badge>;
  return (
    <Badge tone="accent">
      <FlaskConical className="size-3" aria-hidden />
      {t('demo')}
    </Badge>
  );
}

function Count({ label, value }: { label: string; value: number }) {
  return (
    <div className="grid">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums">{value}</dd>
    </div>
  );
}
