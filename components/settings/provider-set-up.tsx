import { useTranslations } from 'next-intl';
import type { ProviderSetting } from '@/lib/contracts/provider-setting';

/** What an operator does before a provider without credentials can serve anything. */
export function ProviderSetUp({ setting: { name, credentials, profiles } }: { setting: ProviderSetting }) {
  const t = useTranslations('providers.setUp');
  return (
    <div className="grid gap-2 text-pretty text-muted text-sm">
      <p>{t('how', { name, count: credentials.length })}</p>
      <ul className="flex flex-wrap gap-1.5">
        {credentials.map((variable) => (
          <li key={variable}>
            <code className="break-all rounded-sm bg-sunken px-1.5 py-0.5 text-ink text-xs">{variable}</code>
          </li>
        ))}
      </ul>
      {profiles > 0 && <p>{t('profiles', { count: profiles })}</p>}
      <p>{t('sandbox')}</p>
    </div>
  );
}
