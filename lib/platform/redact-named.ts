import { isSecretName } from './secret-name';

/** A name and what stands between it and its value: `password=`, `"api_key": `, `PASSWORD '`. */
const NAME = /(?<![\w-])([\w-]{3,80})\\?["'`]?[ \t]{0,8}(?:[:=]>?[ \t]{0,8}|(?='))/g;
const HINT = /pass|pwd|secret|token|key|authorization|cookie|credential|connection|dsn|sig|sealed|cfmap/i;

const QUOTE = /\\?["'`]/y;
const REST_OF_LINE = /[^\r\n]*/y;
const WORD = /[^\s"'`]*/y;
/** A parameter of an address ends sooner than a password may. */
const PARAMETER = /[^\s"'`&#<>\\]*/y;

/**
 * Takes out the values that a name beside them marks as secret: parameters of an address, settings of a connection,
 * headers, JSON and SQL inside of text. Where the end of a value is in doubt, more is taken out rather than less.
 */
export function withoutNamed(text: string, instead: string): string {
  if (!HINT.test(text)) return text;
  let clean = '';
  let end = 0;
  for (const { 0: found, 1: name = '', index } of text.matchAll(NAME)) {
    if (index < end || !isSecretName(name)) continue;
    const start = index + found.length;
    const value = valueAt(text, start, { name, isParameter: /[?&]/.test(text[index - 1] ?? '') });
    if (value.end === value.start) continue;
    clean += text.slice(end, value.start) + instead;
    end = value.end;
  }
  return clean + text.slice(end);
}

type Named = { name: string; isParameter: boolean };

function valueAt(text: string, start: number, { name, isParameter }: Named): { start: number; end: number } {
  const quote = matchAt(QUOTE, text, start);
  if (quote !== '') return { start: start + quote.length, end: closingQuote(text, start + quote.length, quote) };
  const value = isParameter ? PARAMETER : /authorization|cookie/i.test(name) ? REST_OF_LINE : WORD;
  return { start, end: start + matchAt(value, text, start).length };
}

/** A quote with a backslash before it belongs to the value, unless the value was opened with one. */
function closingQuote(text: string, from: number, quote: string): number {
  let at = text.indexOf(quote, from);
  while (quote.length === 1 && at > 0 && text[at - 1] === '\\') at = text.indexOf(quote, at + 1);
  return at === -1 ? text.length : at;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
