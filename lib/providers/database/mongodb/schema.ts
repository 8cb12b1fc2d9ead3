import { BSON, type Db, type Document } from 'mongodb';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { Refusal } from '../refusal';
import { toJson } from './values';

const SAMPLE = 100;
const MAX_COLLECTIONS = 500;
const MAX_PATHS = 300;
/** Of which those are told that come first by name. */
const MAX_NAMES = 100_000;
/** A collection has 64. */
const MAX_INDEXES = 200;
const SAMPLED_AT_A_TIME = 10;
const MAX_SAMPLED_BYTES = 8 * 1024 * 1024;

/** Asked of a server for as long as somebody waits for the answer. */
export type Asking = { signal: AbortSignal; maxTimeMS: number };

export async function listCollections(db: Db, search: string | undefined, asking: Asking): Promise<JsonObject> {
  const wanted: { name: string; type: string }[] = [];
  for await (const { name, type } of asked(db.listCollections({}, { nameOnly: false, ...asking }), asking.signal)) {
    // Whatever answers there may leave a name away.
    if (typeof name !== 'string' || name.startsWith('system.')) continue;
    if (search && !name.toLowerCase().includes(search.toLowerCase())) continue;
    if (wanted.push({ name, type: type ?? 'collection' }) === MAX_NAMES) break;
  }
  wanted.sort((a, b) => a.name.localeCompare(b.name));
  const collections: JsonObject[] = [];
  for (const { name, type } of wanted.slice(0, MAX_COLLECTIONS)) {
    const estimate = type === 'view' ? null : await db.collection(name).estimatedDocumentCount(asking);
    collections.push({ name, type, row_estimate: estimate });
  }
  return { collections, total: wanted.length, next_cursor: null };
}

/** Documents have no declared shape; a sample shows which fields there are, of which types, and how often. */
export async function describeCollection(db: Db, name: string, asking: Asking): Promise<JsonObject> {
  const collection = db.collection(name);
  const sample = await sampleOf(db, name, asking);
  const [known] = await firstOf(db.listCollections({ name }, asking), 1, asking.signal);
  if (!known) throw new Refusal('There is no collection by this name.');
  const listed = known.type === 'view' ? [] : firstOf(collection.listIndexes(asking), MAX_INDEXES, asking.signal);
  const indexes = await Promise.resolve(listed).catch(() => []);
  return {
    name,
    type: known.type ?? 'collection',
    row_estimate: known.type === 'view' ? null : await collection.estimatedDocumentCount(asking),
    sampled: sample.length,
    fields: shapeOf(sample),
    indexes: indexes.map((index) => ({
      name: index.name ?? '',
      keys: toJson(index.key),
      unique: index.unique === true,
    })),
  };
}

/** A hundred documents may be 1.6 GB. */
async function sampleOf(db: Db, name: string, asking: Asking): Promise<Document[]> {
  const sample: Document[] = [];
  let bytes = 0;
  const found = db.collection(name).find({}, { limit: SAMPLE, batchSize: SAMPLED_AT_A_TIME, ...asking });
  for await (const document of asked(found, asking.signal)) {
    sample.push(document);
    bytes += BSON.calculateObjectSize(document);
    if (sample.length >= SAMPLE || bytes > MAX_SAMPLED_BYTES) break;
  }
  return sample;
}

async function firstOf<Item>(cursor: AsyncIterable<Item>, most: number, signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of asked(cursor, signal)) if (items.push(item) === most) break;
  return items;
}

/** A server can send one batch after another without end. The driver looks at the signal between empty ones only. */
async function* asked<Item>(cursor: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of cursor) {
    signal.throwIfAborted();
    yield item;
  }
}

function shapeOf(documents: Document[]): Json[] {
  const paths = new Map<string, { count: number; types: Set<string> }>();
  for (const document of documents) {
    const seen = new Set<string>();
    walk(document, '', (path, type) => {
      const entry = paths.get(path) ?? { count: 0, types: new Set() };
      if (paths.size >= MAX_PATHS && !paths.has(path)) return;
      if (!seen.has(path)) entry.count++;
      seen.add(path);
      entry.types.add(type);
      paths.set(path, entry);
    });
  }
  return [...paths].map(([path, { count, types }]) => ({
    path,
    types: [...types].sort(),
    in_percent: Math.round((100 * count) / documents.length),
  }));
}

function walk(value: unknown, path: string, tell: (path: string, type: string) => void): void {
  const type = typeOf(value);
  if (path) tell(path, type);
  if (type === 'array') for (const item of value as unknown[]) walk(item, `${path}[]`, tell);
  if (type !== 'object') return;
  for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key, tell);
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value === 'object' && '_bsontype' in value) return String(value._bsontype).toLowerCase();
  return typeof value;
}
