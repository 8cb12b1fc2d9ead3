import { useTranslations } from 'next-intl';
import type { DatabaseRole } from '@/lib/contracts/database-role';

/** A server may have a hundred commands that were not tried: the worst of them are named. */
const MAX_NAMED = 12;

/** How far the user of a connection could go, and what of it nobody could find out. */
export function RoleTitle({ role: { level, rights, untried } }: { role: DatabaseRole }) {
  const t = useTranslations('databases.role');
  const isOpen = untried.length > 0 && level !== 'dangerous';
  return (
    <>
      <p className={rights.length > 0 ? 'font-medium' : undefined}>
        {t(isOpen && level === 'reads' ? 'title.readsAsTried' : `title.${level}`)}
      </p>
      {isOpen && (
        <p>
          {t('untried', {
            commands: untried.slice(0, MAX_NAMED).join(', '),
            more: Math.max(0, untried.length - MAX_NAMED),
          })}
        </p>
      )}
    </>
  );
}
