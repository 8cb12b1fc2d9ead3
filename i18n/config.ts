import type { Locale, Theme } from '@/lib/contracts/user';

/** Names of the cookies that let the server draw the page as the person set it, before it knows who they are. */
export const LOCALE_COOKIE = 'pb_locale';
export const THEME_COOKIE = 'pb_theme';
export const SIDEBAR_COOKIE = 'pb_sidebar';

export const LOCALES = ['en', 'es'] as const satisfies readonly Locale[];
export const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Theme[];
export const DEFAULT_LOCALE: Locale = 'en';
