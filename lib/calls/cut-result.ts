import type { Json } from '@/lib/contracts/json';

export const MAX_BYTES = 1024 * 1024;

/** A list or object below this share of the limit is never what makes a result too long. */
const SHARE_OF_BULK = 1 / 16;

/** What is sent now, and the parts that follow, each as JSON text. */
export type Cut = { shown: Json; rest: string[] };
type Parent = Json[] | { [key: string]: Json };
type Step = { parent: Parent; key: string | number; child: Json };
type Sizes = Map<Parent, number>;
type Parts = { first: Json; rest: string[] };

/**
 * Cuts a result that is too long at the boundary of a record: the longest list in it (or, without one, the largest
 * object or text) is split into parts that each fit. Null when the whole fits, which is nearly always.
 */
export function cutResult(content: Json, text: string, maxBytes = MAX_BYTES): Cut | null {
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return null;
  const sizes: Sizes = new Map();
  measure(content, sizes, maxBytes * SHARE_OF_BULK);
  const path = pathToBulk(content, sizes);
  const bulk = path.at(-1)?.child ?? content;
  const frame = Buffer.byteLength(JSON.stringify(replaced(path, empty(bulk))));
  const { first, rest } = split(bulk, Math.max(maxBytes - frame, maxBytes / 4));
  return { shown: replaced(path, first), rest };
}

/** Follows whatever makes up most of the size, down to what consists of many pieces. */
function pathToBulk(content: Json, sizes: Sizes): Step[] {
  const path: Step[] = [];
  for (let node = content; isParent(node); ) {
    const heavy = heavyIn(node, sizes);
    if (!heavy) return path;
    path.push(heavy);
    node = heavy.child;
  }
  return path;
}

/** What makes up more than half of a list or object. */
function heavyIn(parent: Parent, sizes: Sizes): Step | null {
  const half = (sizes.get(parent) ?? 0) / 2;
  const isHeavy = (child: Json) =>
    typeof child === 'string' ? Buffer.byteLength(child) > half : isParent(child) && (sizes.get(child) ?? 0) > half;
  if (Array.isArray(parent)) {
    const key = parent.findIndex(isHeavy);
    return key === -1 ? null : { parent, key, child: parent[key] ?? null };
  }
  const key = Object.keys(parent).find((name) => isHeavy(parent[name] ?? null));
  return key === undefined ? null : { parent, key, child: parent[key] ?? null };
}

/** About how many bytes it takes as JSON. Only of what may be the bulk it is noted: there may be a million others. */
function measure(node: Json, sizes: Sizes, least: number): number {
  if (typeof node === 'string') return Buffer.byteLength(node) + 2;
  if (typeof node !== 'object' || node === null) return String(node).length;
  let size = 2;
  if (Array.isArray(node)) for (const child of node) size += measure(child, sizes, least) + 1;
  else for (const name in node) size += Buffer.byteLength(name) + 4 + measure(node[name] ?? null, sizes, least);
  if (size > least) sizes.set(node, size);
  return size;
}

function isParent(node: Json): node is Parent {
  return typeof node === 'object' && node !== null;
}

/** The whole again, with another value at the end of the path; what lies beside the path is shared. */
function replaced(path: Step[], value: Json): Json {
  return path.reduceRight((inner: Json, { parent, key }) => {
    if (Array.isArray(parent)) return parent.map((item, index) => (index === key ? inner : item));
    return { ...parent, [key]: inner };
  }, value);
}

function empty(node: Json): Json {
  if (typeof node === 'string') return '';
  return Array.isArray(node) ? [] : {};
}

function split(bulk: Json, most: number): Parts {
  if (typeof bulk === 'string') return splitText(bulk, most);
  if (Array.isArray(bulk)) {
    const pieces = bulk.map((item) => JSON.stringify(item));
    const [first = 0, ...ends] = pack(pieces, most);
    return { first: bulk.slice(0, first), rest: joined(pieces, first, ends).map((part) => `[${part}]`) };
  }
  if (typeof bulk !== 'object' || bulk === null) return { first: bulk, rest: [] };
  const entries = Object.entries(bulk);
  const pieces = entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const [first = 0, ...ends] = pack(pieces, most);
  const rest = joined(pieces, first, ends).map((part) => `{${part}}`);
  return { first: Object.fromEntries(entries.slice(0, first)), rest };
}

/** Where each part ends, with as many pieces as fit into it, and one at least. */
function pack(pieces: string[], most: number): number[] {
  const ends: number[] = [];
  let size = 2;
  for (const [index, piece] of pieces.entries()) {
    const bytes = Buffer.byteLength(piece) + 1;
    if (size + bytes > most && size > 2) {
      ends.push(index);
      size = 2;
    }
    size += bytes;
  }
  return [...ends, pieces.length];
}

/** The pieces were written as JSON to be measured, and are put together as they are. */
function joined(pieces: string[], start: number, ends: number[]): string[] {
  return ends.map((end, index) => pieces.slice(ends[index - 1] ?? start, end).join(','));
}

/** At the end of a line where there is one near, and never inside a character. */
function splitText(text: string, most: number): Parts {
  const parts: string[] = [];
  // Escapes make JSON longer than the text: a third is always enough.
  const length = Math.floor(most / 3);
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + length, text.length);
    const line = text.lastIndexOf('\n', end - 1) + 1;
    if (end < text.length && line > start + length / 2) end = line;
    if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) end -= 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  const [first = '', ...rest] = parts;
  return { first, rest: rest.map((part) => JSON.stringify(part)) };
}
