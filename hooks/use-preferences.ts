import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { LOCALE_COOKIE, THEME_COOKIE } from '@/i18n/config';
import type { Locale, Theme } from '@/lib/contracts/user';
import { writePreference } from '@/lib/preference-cookie';
import { keys } from './query-keys';
import { useChangeSession } from './use-session';

/**
 * Language and theme. They take effect at once from a cookie, also before sign-in; for someone signed in they are kept
 * with the person too, so that the next browser starts with them.
 */
export function usePreferences() {
  const cache = useQueryClient();
  const router = useRouter();
  const { mutate: changeSession } = useChangeSession();
  const keep = (change: { theme?: Theme; locale?: Locale }) => {
    if (cache.getQueryData(keys.session)) changeSession(change);
  };
  return {
    setTheme: (theme: Theme) => {
      writePreference(THEME_COOKIE, theme);
      document.documentElement.dataset.theme = theme;
      keep({ theme });
    },
    setLocale: (locale: Locale) => {
      writePreference(LOCALE_COOKIE, locale);
      router.refresh();
      keep({ locale });
    },
  };
}
