'use client';

import { useTranslations } from 'next-intl';
import { ToolsManager } from '@/components/tools/tools-manager';
import { EmptyState } from '@/components/ui/empty-state';
import { Select } from '@/components/ui/select';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

type Props = {
  profiles: ProfileDetails[];
  opened: ProfileDetails | null;
  onOpen: (profile: ProfileDetails) => void;
};

/** The tools of one profile at a time. */
export function ConnectorTools({ profiles, opened, onOpen }: Props) {
  const t = useTranslations('profiles.connector');
  const current = opened ?? profiles[0];
  if (!current) return <EmptyState title={t('none')} description={t('noneDescription')} />;
  return (
    <div className="grid gap-3">
      <Select
        aria-label={t('toolsOf')}
        className="sm:w-80"
        value={current.profile_id}
        onValueChange={(id) => {
          const next = profiles.find(({ profile_id }) => profile_id === id);
          if (next) onOpen(next);
        }}
        options={profiles.map(({ profile_id, display_name, app_name }) => ({
          value: profile_id,
          label: display_name,
          hint: app_name,
        }))}
      />
      <ToolsManager key={current.profile_id} profile={current} />
    </div>
  );
}
