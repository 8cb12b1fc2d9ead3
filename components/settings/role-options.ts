import { useTranslations } from 'next-intl';
import { useMe } from '@/hooks/use-me';
import { Role } from '@/lib/contracts/scope';

/** The roles somebody may hand out, with what each may do. Owners are made by owners. */
export function useRoleOptions() {
  const t = useTranslations('nav');
  const { role: mine } = useMe();
  return Role.options
    .toReversed()
    .filter((role) => role !== 'owner' || mine === 'owner')
    .map((role) => ({ value: role, label: t(`roles.${role}`), hint: t(`roleHelp.${role}`) }));
}
