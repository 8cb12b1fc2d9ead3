import type { Locale } from '@/lib/contracts/user';
import { AppError } from '@/lib/errors';
import { toText, type Words } from '@/lib/sentence';
import { SPANISH, SPANISH_BY_CODE } from './spanish';

type Phrase = { pattern: RegExp; spanish: string };

/**
 * Sentences have names, and are told in the reader's language as they are. What is still thrown as English text is put
 * into Spanish by that text; what has no translation falls back to what its code means.
 */
export function translate(error: AppError, locale: Locale): AppError {
  if (locale === 'en') return error;
  const { code, words, fieldWords = {}, detail, cause } = error;
  const said = typeof words === 'string' ? (inSpanish(words) ?? SPANISH_BY_CODE[code]) : told(words);
  const fields = Object.entries(fieldWords).map(([name, why]) => [name, toText(told(why), locale)]);
  return new AppError(code, toText(said, locale), {
    ...detail,
    fields: error.fieldWords && Object.fromEntries(fields),
    cause,
  });
}

/** Texts among sentences are put into Spanish as well. */
function told(words: Words): Words {
  if (typeof words === 'string') return fieldInSpanish(words);
  return Array.isArray(words) ? words.map(told) : words;
}

const MUST_BE = 'must be ';

/** A value that may be of several types is told all of them in one sentence, made of the sentences of each. */
function fieldInSpanish(english: string): string {
  const whole = inSpanish(english);
  if (whole !== null || !english.startsWith(MUST_BE)) return whole ?? english;
  const types = english.slice(MUST_BE.length).split(/ or (?!false)/);
  const sentences = types.map((type) => inSpanish(MUST_BE + type)?.replace(/^debe ser /, ''));
  return sentences.every((type) => type !== undefined) ? `debe ser ${sentences.join(' o ')}` : english;
}

/** `{name}` in a phrase stands for whatever the English text has there; `{reason}` for a sentence that is translated too. */
const phrases: Phrase[] = Object.entries(SPANISH).map(([english, spanish]) => {
  const escaped = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return { pattern: new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>.+)')}$`, 's'), spanish };
});

export function inSpanish(english: string): string | null {
  const exact = SPANISH[english];
  if (exact) return exact;
  for (const { pattern, spanish } of phrases) {
    const found = pattern.exec(english);
    if (found) return spanish.replace(/\{(\w+)\}/g, (_, name: string) => valueIn(name, found.groups?.[name] ?? ''));
  }
  return null;
}

function valueIn(name: string, value: string): string {
  return (name === 'reason' && inSpanish(value)) || value;
}
