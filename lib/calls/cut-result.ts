import type { Json } from '@/lib/contracts/json';

export const MAX_BYTES = 1024 * 1024;

/** What is sent now, and the parts that follow, each as JSON text. */
export type Cut = { shown: Json; rest: string[] };
type Parent = Json[] | { [key: string]: Json };
type Step = { parent: Parent; key: string | number; child: Json };
type Sizes = Map<Parent, number>;

/**
 * Cuts a result that is too long at the boundary of a record: the longest list in it (or, without one, the largest
 * object or text) is split into parts that each fit. Null when the whole fits, which is nearly always.
 */
export function cutResult(content: Json, text: string, maxBytes = MAX_BYTES): Cut | null {
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return null;
  const path = pathToBulk(content, bytesInside(content));
  const bulk = path.at(-1)?.child ?? content;
  const frame = bytesOf(replaced(path, empty(bulk)));
  const [first, ...rest] = split(bulk, Math.max(maxBytes - frame, maxBytes / 4));
  return { shown: replaced(path, first ?? null), rest: rest.map((part) => JSON.stringify(part)) };
}

/** Follows whatever makes up most of the size, down to what consists of many pieces. */
function pathToBulk(content: Json, bytes: Sizes): Step[] {
  const path: Step[] = [];
  for (let node = content; isParent(node); ) {
    const half = sizeIn(bytes, node) / 2;
    const heavy = childrenOf(node).find(([, child]) => sizeIn(bytes, child) > half);
    if (!heavy) return path;
    const [key, child] = heavy;
    path.push({ parent: node, key, child });
    node = child;
  }
  return path;
}

/** Of every list and object, measured once each: children before the parents that they are part of. */
function bytesInside(content: Json): Sizes {
  const bytes: Sizes = new Map();
  for (const node of parentsIn(content).reverse()) {
    let size = 2;
    for (const [key, child] of childrenOf(node)) {
      size += sizeIn(bytes, child) + 1 + (typeof key === 'string' ? bytesOf(key) + 1 : 0);
    }
    bytes.set(node, size);
  }
  return bytes;
}

function parentsIn(content: Json): Parent[] {
  const found: Parent[] = isParent(content) ? [content] : [];
  // The list grows while it is walked, so each parent comes before what is inside it.
  for (const node of found) {
    for (const child of Object.values(node)) if (isParent(child)) found.push(child);
  }
  return found;
}

function sizeIn(bytes: Sizes, node: Json): number {
  return isParent(node) ? (bytes.get(node) ?? 0) : bytesOf(node);
}

function isParent(node: Json): node is Parent {
  return typeof node === 'object' && node !== null;
}

function childrenOf(node: Parent): [string | number, Json][] {
  return Array.isArray(node) ? node.map((child, index) => [index, child]) : Object.entries(node);
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

function split(bulk: Json, most: number): Json[] {
  if (typeof bulk === 'string') return splitText(bulk, most);
  if (Array.isArray(bulk)) return packed(bulk, most);
  if (typeof bulk !== 'object' || bulk === null) return [bulk];
  return packed(Object.entries(bulk), most).map((entries) => Object.fromEntries(entries));
}

function packed<Item extends Json>(items: Item[], most: number): Item[][] {
  const parts: Item[][] = [[]];
  let size = 2;
  for (const item of items) {
    const bytes = bytesOf(item) + 1;
    if (size + bytes > most && size > 2) {
      parts.push([]);
      size = 2;
    }
    parts.at(-1)?.push(item);
    size += bytes;
  }
  return parts;
}

/** At the end of a line where there is one near, and never inside a character. */
function splitText(text: string, most: number): string[] {
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
  return parts;
}

function bytesOf(value: Json): number {
  return typeof value === 'string' ? Buffer.byteLength(value) + 2 : Buffer.byteLength(JSON.stringify(value));
}
