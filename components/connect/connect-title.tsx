import { useTranslations } from 'next-intl';
import { AppIcon } from '@/components/apps/app-icon';
import type { AppCard } from '@/lib/contracts/app-list';

/** Of every dialog that connects an app. */
export function ConnectTitle({ offer }: { offer: AppCard }) {
  const t = useTranslations('connectDialog');
  return (
    <span className="flex items-center gap-3">
      <AppIcon url={offer.icon_url} name={offer.name} />
      {t('title', { app: offer.name })}
    </span>
  );
}
