import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import { LOCALE_COOKIE, THEME_COOKIE } from '@/i18n/config';
import type { Locale, Theme } from '@/lib/contracts/user';
import { writePreference } from '@/lib/preference-cookie';
import { keys } from './query-keys';
import { useMe } from './use-me';
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

/**
 * For pages behind sign-in: a browser that was signed in before the person chose another language or theme elsewhere
 * takes it over when a page is loaded. Not in the demo, whose visitors share one person.
 */
export function useFollowPreferences(): void {
  const { user, demo } = useMe();
  const locale = useLocale();
  const router = useRouter();
  const follow = useEffectEvent(() => {
    if (demo) return;
    if (document.documentElement.dataset.theme !== user.theme) {
      writePreference(THEME_COOKIE, user.theme);
      document.documentElement.dataset.theme = user.theme;
    }
    if (locale !== user.locale) {
      writePreference(LOCALE_COOKIE, user.locale);
      router.refresh();
    }
  });
  useEffect(() => follow(), []);
}
