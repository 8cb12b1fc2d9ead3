import { NextIntlClientProvider } from 'next-intl';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '@/lib/contracts/user';
import en from '@/messages/en.json';
import es from '@/messages/es.json';

/** A component as the server sends it, in one language. */
export function render(element: ReactElement, locale: Locale = 'en'): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === 'es' ? es : en} timeZone="UTC">
      {element}
    </NextIntlClientProvider>,
  );
}
