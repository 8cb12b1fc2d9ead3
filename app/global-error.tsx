'use client';

import fallback from '@/messages/fallback.json';
import './globals.css';

/**
 * The layout itself failed, so nothing of it can be used here: words are chosen from what the browser says. They have a
 * file of their own, because this page is part of what every page loads.
 */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const isSpanish = typeof navigator !== 'undefined' && navigator.language.startsWith('es');
  const words = isSpanish ? fallback.es : fallback.en;
  return (
    <html lang={isSpanish ? 'es' : 'en'} data-theme="system">
      <body>
        <main className="grid min-h-dvh place-content-center gap-2 p-6 text-center">
          <h1 className="font-semibold text-xl">{words.title}</h1>
          <p className="text-muted">{words.description}</p>
          <p>
            <button
              type="button"
              onClick={reset}
              className="mt-4 h-9 rounded-md bg-primary px-4 font-medium text-on-primary text-sm"
            >
              {words.retry}
            </button>
          </p>
        </main>
      </body>
    </html>
  );
}
