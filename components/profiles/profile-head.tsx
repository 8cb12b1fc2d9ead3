'use client';

import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { appAddress } from '@/components/apps/app-address';
import { AppIcon } from '@/components/apps/app-icon';
import { useProviderWords } from '@/components/apps/provider-words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { ProfileActions } from './profile-actions';
import { ProfileStatus } from './profile-status';
import { canCheck } from './profile-words';
import { useCheckNow } from './use-check-now';

export function ProfileHead({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('profiles');
  const router = useRouter();
  const { nameOf } = useProviderWords();
  const { display_name: name, provider, app_slug: slug } = profile;
  const check = useCheckNow({ id: profile.profile_id, name });
  const isCheckable = canCheck(profile);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-4 pb-5">
      <AppIcon url={profile.icon_url} name={profile.app_name} className="size-12 rounded-lg" />
      <div className="grid min-w-0 flex-1 basis-48 gap-0.5">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="min-w-0 font-semibold text-2xl tracking-[-0.02em]">{name}</h1>
          {profile.is_default && <Badge>{t('default')}</Badge>}
          {!profile.is_active && <Badge tone="warn">{t('inactive')}</Badge>}
        </div>
        <p className="truncate text-muted text-sm">
          <Link href={appAddress({ provider, slug })} className="rounded-sm hover:text-ink hover:underline">
            {profile.app_name}
          </Link>
          {[' ', nameOf(provider), profile.label].filter(Boolean).join(' · ').replace(/^ /, '')}
        </p>
      </div>
      <ProfileStatus profile={profile} />
      <div className="flex items-center gap-1">
        {isCheckable && (
          <Button pending={check.isPending} onClick={check.run}>
            <ShieldCheck aria-hidden />
            {t('checkNow')}
          </Button>
        )}
        <ProfileActions profile={profile} onRemoved={() => router.push('/profiles')} />
      </div>
    </header>
  );
}
