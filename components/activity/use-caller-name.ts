import { useTranslations } from 'next-intl';
import { useKeys } from '@/hooks/use-keys';
import { useIsAdmin } from '@/hooks/use-me';
import type { Execution } from '@/lib/contracts/execution';

/** Who made the call: a person here, or a key, by its name where the reader may know it. */
export function useCallerName({ key_id }: Pick<Execution, 'key_id'>): string {
  const t = useTranslations('activity.facts');
  const keys = useKeys(useIsAdmin() && key_id !== null);
  if (key_id === null) return t('byHand');
  const name = keys.data?.find(({ id }) => id === key_id)?.name;
  return name ? t('byKeyNamed', { name }) : t('byKey');
}
