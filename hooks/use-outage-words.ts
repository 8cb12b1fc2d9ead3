import { useTranslations } from 'next-intl';
import type { OutageCause } from '@/lib/contracts/outage';

/** Why a service cannot be reached, as a sentence in the reader's language. */
export function useOutageWords() {
  const t = useTranslations('outage');
  return ({ reason, service }: OutageCause): string => t(reason, { service: service ?? '' });
}
