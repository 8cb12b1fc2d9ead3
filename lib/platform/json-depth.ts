import type { Json } from '../contracts/json';

/**
 * How deep JSON from outside may be. Nothing that people use comes near, and whatever walks through values by calling
 * itself would run out of stack a few thousand levels further down.
 */
export const MAX_JSON_DEPTH = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Whether JSON text nests deeper than is allowed; of other text it says nothing. */
export function isTooDeep(text: string, maxDepth = MAX_JSON_DEPTH): boolean {
  return text.length > maxDepth && depthOf(text, maxDepth) > maxDepth;
}

/** How deep JSON text nests; it is not read on where that is deeper than `most`. */
export function depthOf(text: string, most: number): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === QUOTE) index = endOfString(text, index);
    else if (character === OPEN_LIST || character === OPEN_OBJECT) {
      depth += 1;
      deepest = Math.max(deepest, depth);
      if (depth > most) return depth;
    } else if (character === CLOSE_LIST || character === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}

/** Where the string ends that begins here: at the first quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** A copy in which what lies too deep is replaced by a note. */
export function withoutDepth(value: Json, levels = MAX_JSON_DEPTH): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '[nested too deeply]';
  if (Array.isArray(value)) return value.map((item) => withoutDepth(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutDepth(item, levels - 1)]));
}
