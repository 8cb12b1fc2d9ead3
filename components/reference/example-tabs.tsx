'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/components/ui/code-block';
import { useStored } from '@/hooks/use-stored';
import { type Call, exampleIn, LANGUAGES } from './examples';

/** One choice of language for the whole page, and for the next visit. */
export function ExampleTabs(call: Call) {
  const t = useTranslations('docs');
  const [language, setLanguage] = useStored('pb_example_language', LANGUAGES);
  return (
    <div className="grid gap-2">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t('exampleLanguage')}</legend>
        {LANGUAGES.map((option) => (
          <button
            key={option}
            type="button"
            aria-pressed={option === language}
            onClick={() => setLanguage(option)}
            className="h-7 rounded-sm px-2 font-medium text-muted text-xs hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
          >
            {option}
          </button>
        ))}
      </fieldset>
      <CodeBlock code={exampleIn(language, call)} />
    </div>
  );
}
