import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { LOCALE_COOKIE } from './config';
import { negotiateLocale } from './negotiate';

export default getRequestConfig(async () => {
  const locale = negotiateLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'));
  const { default: messages } = await import(`../messages/${locale}.json`);
  // The server does not know the reader's zone; screens format times in the browser.
  return { locale, messages, timeZone: 'UTC' };
});
