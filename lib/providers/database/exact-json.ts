import type { Json } from '@/lib/contracts/json';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Parses JSON; a number that JavaScript cannot hold exactly becomes a string with its digits. */
export function parseExactJson(text: string): Json {
  return JSON.parse(
    text.replace(STRING_OR_NUMBER, (part) => (part.startsWith('"') || isExact(part) ? part : `"${part}"`)),
  );
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
