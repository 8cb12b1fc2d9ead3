'use client';

import dynamic from 'next/dynamic';
import { useLocale, useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { isDatabase } from '@/components/databases/is-database';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Switch } from '@/components/ui/switch';
import { useConnections } from '@/hooks/use-connections';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeProfile } from '@/hooks/use-profiles';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { formatDateTime } from '@/lib/format';
import { ProfileEndings } from './profile-endings';

const DatabaseSettings = dynamic(
  () => import('@/components/databases/database-settings').then((module) => module.DatabaseSettings),
  { ssr: false },
);

export function ProfileSettings({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('profiles');
  const locale = useLocale();
  const { nameOf } = useProviderWords();
  const showError = useErrorToast();
  const change = useChangeProfile(profile.profile_id);
  const { app_slug, provider } = profile;
  const connections = useConnections({ app_slug, provider }).data ?? [];
  const connection = connections.find(({ profile_id }) => profile_id === profile.profile_id);
  const at = (time: string | null) => (time ? formatDateTime(time, locale) : t('never'));
  const facts: [string, string, boolean?][] = [
    [t('facts.account'), profile.label ?? '–'],
    [t('facts.provider'), nameOf(profile.provider)],
    [t('facts.auth'), connection?.auth_type ? t(`auth.${connection.auth_type}`) : '–'],
    [t('facts.id'), profile.profile_id, true],
    [t('facts.qualifiedName'), profile.mcp_qualified_name, true],
    [t('facts.externalUser'), profile.external_user_id, true],
    [t('facts.connected'), at(profile.connected_at)],
    [t('facts.confirmed'), at(profile.last_synced_at)],
    [t('facts.expires'), profile.expires_at ? at(profile.expires_at) : '–'],
    [t('facts.used'), at(profile.last_used_at)],
  ];
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      {isDatabase(profile) && <DatabaseSettings profile={profile} />}
      <div className="grid gap-5">
        <Card>
          <CardHeader title={t('behaviour')} description={t('behaviourDescription')} />
          <CardBody className="grid gap-4">
            <Line
              label={t('active')}
              help={t('activeHelp')}
              checked={profile.is_active}
              disabled={profile.status === 'disabled' || change.isPending}
              onChange={(is_active) => change.mutate({ is_active }, { onError: showError })}
            />
            <Line
              label={t('default')}
              help={t('defaultHelp', { app: profile.app_name })}
              checked={profile.is_default}
              disabled={change.isPending}
              onChange={(is_default) => change.mutate({ is_default }, { onError: showError })}
            />
          </CardBody>
        </Card>
        <ProfileEndings profile={profile} />
      </div>
      <Card>
        <CardHeader title={t('details')} />
        <CardBody>
          <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
            {facts.map(([label, value, isCode]) => (
              <div key={label} className="contents">
                <dt className="pt-1 text-muted">{label}</dt>
                <dd className="flex min-h-7 min-w-0 items-center gap-1 pb-1.5 sm:pb-0">
                  <span className={isCode ? 'truncate font-mono text-xs' : 'truncate'}>{value}</span>
                  {isCode && <CopyButton text={value} />}
                </dd>
              </div>
            ))}
          </dl>
        </CardBody>
      </Card>
    </div>
  );
}

type LineProps = {
  label: string;
  help: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
};

function Line({ label, help, checked, disabled, onChange }: LineProps) {
  return (
    <div className="flex items-start justify-between gap-6">
      <div className="grid gap-0.5">
        <p className="font-medium text-sm">{label}</p>
        <p className="text-pretty text-muted text-sm">{help}</p>
      </div>
      <Switch aria-label={label} checked={checked} disabled={disabled} onCheckedChange={onChange} />
    </div>
  );
}
