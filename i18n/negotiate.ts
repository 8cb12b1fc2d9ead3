import { Locale } from '@/lib/contracts/user';
import { DEFAULT_LOCALE } from './config';

/** The person's own choice, else the best of what their browser asks for, else English. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const own = Locale.safeParse(chosen);
  if (own.success) return own.data;
  for (const language of preferred(acceptLanguage ?? '')) {
    const known = Locale.safeParse(language.split('-')[0]?.toLowerCase());
    if (known.success) return known.data;
  }
  return DEFAULT_LOCALE;
}

function preferred(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [language = '', ...parameters] = part.trim().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))?.split('=')[1];
      return { language, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ language }) => language);
}
