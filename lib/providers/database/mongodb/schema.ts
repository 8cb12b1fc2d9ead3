import type { Db, Document } from 'mongodb';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { Refusal } from '../refusal';
import { toJson } from './values';

const SAMPLE = 100;
const MAX_COLLECTIONS = 500;
const MAX_PATHS = 300;

export async function listCollections(db: Db, search: string | undefined, maxTimeMS: number): Promise<JsonObject> {
  const found = await db.listCollections({}, { nameOnly: false, maxTimeMS }).toArray();
  const wanted = found
    // Whatever answers there may leave a name away.
    .filter(({ name }) => typeof name === 'string' && !name.startsWith('system.'))
    .filter(({ name }) => !search || name.toLowerCase().includes(search.toLowerCase()))
    .sort((a, b) => a.name.localeCompare(b.name));
  const collections: JsonObject[] = [];
  for (const { name, type } of wanted.slice(0, MAX_COLLECTIONS)) {
    const estimate = type === 'view' ? null : await db.collection(name).estimatedDocumentCount({ maxTimeMS });
    collections.push({ name, type: type ?? 'collection', row_estimate: estimate });
  }
  return { collections, total: wanted.length, next_cursor: null };
}

/** Documents have no declared shape; a sample shows which fields there are, of which types, and how often. */
export async function describeCollection(db: Db, name: string, maxTimeMS: number): Promise<JsonObject> {
  const collection = db.collection(name);
  const sample = await collection.find({}, { limit: SAMPLE, maxTimeMS }).toArray();
  const [known] = await db.listCollections({ name }, { maxTimeMS }).toArray();
  if (!known) throw new Refusal('There is no collection by this name.');
  const indexes = known.type === 'view' ? [] : await collection.indexes({ maxTimeMS }).catch(() => []);
  return {
    name,
    type: known.type ?? 'collection',
    row_estimate: known.type === 'view' ? null : await collection.estimatedDocumentCount({ maxTimeMS }),
    sampled: sample.length,
    fields: shapeOf(sample),
    indexes: indexes.map((index) => ({
      name: index.name ?? '',
      keys: toJson(index.key),
      unique: index.unique === true,
    })),
  };
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
