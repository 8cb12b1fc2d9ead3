import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// Our sizes have a name tailwind-merge would take for a colour.
const merge = extendTailwindMerge({ extend: { theme: { text: ['2xs'] } } });

/** Joins class names; of two that fight, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
