import type { Json } from '@/lib/contracts/json';

export const MOST_BYTES = 1024 * 1024;

/** What is sent now, and the parts that follow, each as JSON text. */
export type Cut = { shown: Json; rest: string[] };
type Path = (string | number)[];

/**
 * Cuts a result that is too long at the boundary of a record: the longest list in it (or, without one, the largest
 * object or text) is split into parts that each fit. Null when the whole fits, which is nearly always.
 */
export function cutResult(content: Json, text: string, mostBytes = MOST_BYTES): Cut | null {
  if (text.length * 3 <= mostBytes || Buffer.byteLength(text) <= mostBytes) return null;
  const path = pathToBulk(content);
  const bulk = at(content, path);
  const frame = bytesOf(replaced(content, path, empty(bulk)));
  const [first, ...rest] = split(bulk, Math.max(mostBytes - frame, mostBytes / 4));
  return { shown: replaced(content, path, first ?? null), rest: rest.map((part) => JSON.stringify(part)) };
}

/** Follows whatever makes up most of the size, down to what consists of many pieces. */
function pathToBulk(content: Json): Path {
  const path: Path = [];
  for (let node = content, size = bytesOf(content); typeof node === 'object' && node !== null; ) {
    const heavy = childrenOf(node).find(([, child]) => bytesOf(child) > size / 2);
    if (!heavy) return path;
    const [key, child] = heavy;
    path.push(key);
    [node, size] = [child, bytesOf(child)];
  }
  return path;
}

function childrenOf(node: Json[] | { [key: string]: Json }): [string | number, Json][] {
  return Array.isArray(node) ? node.map((child, index) => [index, child]) : Object.entries(node);
}

function at(content: Json, path: Path): Json {
  return path.reduce<Json>((node, key) => (node as Record<string | number, Json>)[key] ?? null, content);
}

function replaced(content: Json, [key, ...path]: Path, value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(content)) return content.map((item, index) => (index === key ? replaced(item, path, value) : item));
  const object = content as { [key: string]: Json };
  return { ...object, [key]: replaced(object[key] ?? null, path, value) };
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
