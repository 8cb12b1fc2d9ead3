import type { Locale } from '@/lib/contracts/user';
import { AppError, OUTCOME_UNKNOWN } from '@/lib/errors';
import { SPANISH, SPANISH_BY_CODE } from './spanish';

type Phrase = { pattern: RegExp; spanish: string };

/**
 * Errors are written in English where they are thrown; here they are put into the reader's language by their text.
 * What has no translation falls back to what its code means, so that nobody is answered in a language they did not
 * ask for. A test holds every literal message of the source to the table.
 */
export function translate(error: AppError, locale: Locale): AppError {
  if (locale === 'en') return error;
  const message = messageInSpanish(error);
  const fields = error.detail.fields && translateFields(error.detail.fields);
  return new AppError(error.code, message, { ...error.detail, fields, cause: error.cause });
}

/** What is not known of a call stands behind what stopped it, and holds for every such message. */
function messageInSpanish({ code, message, detail }: AppError): string {
  const isUnknown = detail.outcome === 'unknown' && message.endsWith(OUTCOME_UNKNOWN);
  const stopped = isUnknown ? message.slice(0, -OUTCOME_UNKNOWN.length).trimEnd() : message;
  const spanish = inSpanish(stopped) ?? SPANISH_BY_CODE[code];
  return isUnknown ? `${spanish.replace(/\.?$/, '.')} ${inSpanish(OUTCOME_UNKNOWN)}` : spanish;
}

function translateFields(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, fieldInSpanish(text)]));
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
