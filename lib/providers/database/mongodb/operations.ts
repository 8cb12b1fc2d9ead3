import type { Db, Document } from 'mongodb';
import type { Json } from '@/lib/contracts/json';
import type { ToolOutcome } from '../../provider';
import { type Limits, PageCollector, TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import type { QueryInput, WriteInput } from './inputs';
import { checkCollection, readData, readFilter, readStages, readUpdate } from './reader';
import { toJson } from './values';

export type Run = { db: Db; limits: Limits; signal: AbortSignal; comment: string };

/** One operation of the allow-list. The server stops at the limit of time by itself. */
export async function query(input: QueryInput, run: Run): Promise<ToolOutcome> {
  const { filter, pipeline, projection, sort } = readable(input);
  const collection = run.db.collection(input.collection);
  const options = { maxTimeMS: run.limits.seconds * 1000, comment: run.comment, signal: run.signal };
  const rows = Math.min(input.limit ?? run.limits.rows, run.limits.rows);
  const skip = input.cursor ?? 0;
  switch (input.operation) {
    case 'count':
      return { ok: true, content: { count: await collection.countDocuments(filter, options) } };
    case 'distinct': {
      if (!input.field) throw new Refusal('distinct needs the name of a field.');
      return page(await collection.distinct(input.field, filter, options), skip, rows, run.limits);
    }
    case 'aggregate': {
      const stages = [...pipeline, ...(skip ? [{ $skip: skip }] : []), { $limit: rows + 1 }];
      const source = readsOwnDocuments(pipeline) ? run.db : collection;
      return page(source.aggregate(stages, { ...options, batchSize: 100 }), skip, rows, run.limits, true);
    }
    case 'find': {
      const shaped = { ...(projection && { projection }), ...(sort && { sort }) };
      const cursor = collection.find(filter, { ...options, ...shaped, skip, limit: rows + 1, batchSize: 100 });
      return page(cursor, skip, rows, run.limits, true);
    }
  }
}

/** The command that an explanation is asked for, under the same rules as the query itself. */
export function explained(input: QueryInput): Document {
  const { filter, pipeline, sort } = readable(input);
  if (input.operation === 'aggregate') {
    return { aggregate: readsOwnDocuments(pipeline) ? 1 : input.collection, pipeline, cursor: {} };
  }
  return { find: input.collection, filter, ...(sort && { sort }) };
}

/** A pipeline that begins with documents of its own is one of the database: servers refuse it of a collection. */
const readsOwnDocuments = ([first = {}]: Document[]) => '$documents' in first;

export async function write(input: WriteInput, { db, limits, comment, signal }: Run): Promise<ToolOutcome> {
  checkCollection(input.collection);
  const collection = db.collection(input.collection);
  const options = { comment, signal, maxTimeMS: limits.seconds * 1000 };
  const filter = readFilter(input.filter ?? {});
  if (input.operation === 'insertMany') {
    const documents = (input.documents ?? []).map(readData);
    if (documents.length === 0) throw new Refusal('There is nothing to insert.');
    return done(await collection.insertMany(documents, options));
  }
  if (!input.filter) throw new Refusal('A filter is required; {} means every document.');
  if (input.operation === 'deleteOne') return done(await collection.deleteOne(filter, options));
  if (input.operation === 'deleteMany') return done(await collection.deleteMany(filter, options));
  if (!input.update) throw new Refusal('An update is required.');
  const upserting = { ...options, upsert: input.upsert };
  if (input.operation === 'replaceOne') {
    if (Array.isArray(input.update)) throw new Refusal('A replacement is one document.');
    return done(await collection.replaceOne(filter, readData(input.update), upserting));
  }
  const update = readUpdate(input.update);
  if (input.operation === 'updateOne') return done(await collection.updateOne(filter, update, upserting));
  return done(await collection.updateMany(filter, update, upserting));
}

function readable(input: QueryInput) {
  checkCollection(input.collection);
  if (input.operation === 'aggregate' && !input.pipeline) throw new Refusal('aggregate needs a pipeline.');
  return {
    filter: readFilter(input.filter),
    projection: input.projection && readFilter(input.projection),
    sort: input.sort && readFilter(input.sort),
    pipeline: readStages(input.pipeline ?? []),
  };
}

async function page(
  source: AsyncIterable<unknown> | Iterable<unknown>,
  skip: number,
  rows: number,
  limits: Limits,
  isSkipped = false,
): Promise<ToolOutcome> {
  const collector = new PageCollector<Json>({ rows, bytes: limits.bytes });
  let toSkip = isSkipped ? 0 : skip;
  for await (const document of source) {
    if (toSkip-- > 0) continue;
    const value = toJson(document);
    if (!collector.add(value, JSON.stringify(value).length)) break;
  }
  if (collector.isFull && collector.rows.length === 0) throw new Refusal(TOO_WIDE);
  const next = collector.isFull ? String(skip + collector.rows.length) : null;
  return {
    ok: true,
    content: { documents: collector.rows, row_count: collector.rows.length, next_cursor: next },
    ...(next && { nextCursor: next }),
  };
}

function done(result: object): ToolOutcome {
  return { ok: true, content: toJson({ ...result }) };
}
