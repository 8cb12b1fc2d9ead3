import type { Json } from '@/lib/contracts/json';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const STRING_OR_BRACKET = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/**
 * Parses JSON without losing any of it: a number that JavaScript cannot hold exactly becomes a string with its digits,
 * and a value in which an object has a key twice stays the text that it is.
 */
export function parseExactJson(text: string): Json {
  if (repeatsKey(text)) return text;
  return JSON.parse(
    text.replace(STRING_OR_NUMBER, (part) => (part.startsWith('"') || isExact(part) ? part : `"${part}"`)),
  );
}

function repeatsKey(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [part, colon] of text.matchAll(STRING_OR_BRACKET)) {
    if (part === '{') open.push(new Set());
    else if (part === '}') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(part.slice(0, -colon.length)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}

/** Fifteen significant digits survive the way through a double and back. */
export function isExact(number: string): boolean {
  const digits = number
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '');
  const value = Number(number);
  if (!Number.isFinite(value) || (value === 0 && digits !== '')) return false;
  if (/^-?\d+$/.test(number)) return Number.isSafeInteger(value) && !Object.is(value, -0);
  return digits.replace(/0+$/, '').length <= 15;
}
