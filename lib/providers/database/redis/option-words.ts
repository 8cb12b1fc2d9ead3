import type { Word } from './stored';

/** The number that stands `at` places after an option; null when it is not there or means everything. */
export function optionNumber(args: Word[], option: string, at = 1): number | null {
  const words = args.map((arg) => String(arg).toUpperCase());
  const place = words.lastIndexOf(option);
  if (place === -1) return null;
  const value = Number(words[place + at]);
  return Number.isFinite(value) && value > 0 ? value : null;
}

export const has = (args: Word[], option: string) => args.some((arg) => String(arg).toUpperCase() === option);
