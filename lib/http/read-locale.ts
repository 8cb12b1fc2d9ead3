import { Locale } from '@/lib/contracts/user';

/** The language of a caller we know nothing else about: the best of Accept-Language that we speak, else English. */
export function readLocale(request: Request): Locale {
  const accepted = request.headers.get('accept-language');
  if (accepted === null) return 'en';
  const wanted = accepted
    .split(',')
    .map((part) => {
      const [language = '', quality] = part.trim().split(/;\s*q=/);
      return { language: language.split('-')[0]?.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { language } of wanted) {
    const known = Locale.safeParse(language);
    if (known.success) return known.data;
  }
  return 'en';
}
