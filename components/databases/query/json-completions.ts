import type { Completion, CompletionSource } from '@codemirror/autocomplete';
import type { SchemaColumn, SchemaEntry } from '@/hooks/schema-entries';

const MONGO = {
  keyword: ['find', 'aggregate', 'count', 'distinct'],
  property: ['operation', 'collection', 'filter', 'projection', 'sort', 'pipeline', 'field', 'limit'],
  function: [
    ...['$match', '$group', '$sort', '$limit', '$project', '$unwind', '$lookup', '$count', '$addFields', '$facet'],
    ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$and', '$or', '$not', '$exists', '$regex'],
    ...['$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$dateTrunc', '$oid', '$date', '$parameter'],
  ],
};
const REDIS = {
  keyword: [
    ...['GET', 'MGET', 'STRLEN', 'GETRANGE', 'HGETALL', 'HGET', 'HKEYS', 'HLEN', 'LRANGE', 'LLEN', 'LINDEX'],
    ...['SMEMBERS', 'SCARD', 'SISMEMBER', 'ZRANGE', 'ZCARD', 'ZSCORE', 'ZRANGEBYSCORE', 'XRANGE', 'XREVRANGE', 'XLEN'],
    ...['SCAN', 'TYPE', 'TTL', 'EXISTS', 'DBSIZE', 'HSCAN', 'SSCAN', 'ZSCAN', 'PFCOUNT', 'GEOPOS', 'MEMORY'],
  ],
  property: ['command', 'args'],
  function: ['$parameter'],
};

export type WordSource = {
  dialect: 'mongodb' | 'redis';
  entries: () => SchemaEntry[];
  columnsOf: (entry: SchemaEntry) => Promise<SchemaColumn[]>;
};

/** Inside of quotes: the words of the query tool, what the database holds, and the fields of the named collection. */
export function jsonCompletions({ dialect, entries, columnsOf }: WordSource): CompletionSource {
  return async (context) => {
    const typed = context.matchBefore(/"[^"\n]*/);
    if (!typed) return null;
    const [, named] = /"collection"\s*:\s*"([^"]+)"/.exec(context.state.doc.toString()) ?? [];
    const known = entries();
    const collection = dialect === 'mongodb' && known.find(({ name }) => name === named);
    const fields = collection ? await columnsOf(collection) : [];
    const options = [
      ...fields.map(
        ({ name, type }): Completion => ({
          label: name.replaceAll('[]', ''),
          type: 'property',
          detail: type,
          boost: 2,
        }),
      ),
      ...known.map(
        ({ name, type, wanted }): Completion => ({ label: wanted?.key ?? name, type: 'class', detail: type, boost: 1 }),
      ),
      ...Object.entries(dialect === 'mongodb' ? MONGO : REDIS).flatMap(([type, words]) =>
        words.map((label): Completion => ({ label, type })),
      ),
    ];
    return { from: typed.from + 1, options, validFor: /^[^"\n]*$/ };
  };
}
