import { Code, type Document } from 'mongodb';
import { Refusal } from '../refusal';

/** They write, or run programs on the server. */
const FORBIDDEN_KEYS = new Set([
  '$out',
  '$merge',
  '$where',
  '$function',
  '$accumulator',
  '$eval',
  '$code',
  '$scope',
  '$_internalJsEmit',
]);

const STAGES = new Set([
  ...['$match', '$project', '$addFields', '$set', '$unset', '$group', '$sort', '$limit', '$skip', '$unwind', '$lookup'],
  ...['$graphLookup', '$facet', '$bucket', '$bucketAuto', '$count', '$sortByCount', '$replaceRoot', '$replaceWith'],
  ...[
    '$redact',
    '$sample',
    '$unionWith',
    '$geoNear',
    '$setWindowFields',
    '$densify',
    '$fill',
    '$documents',
    '$indexStats',
  ],
  ...['$collStats', '$search', '$searchMeta', '$vectorSearch', '$rankFusion', '$scoreFusion'],
]);

/** Throws when a filter, projection or update holds, at any depth, an operator that writes or runs code. */
export function checkDocument(value: unknown, depth = 0): void {
  if (depth > 100) throw new Refusal('This is nested too deeply.');
  if (value instanceof Code) throw new Refusal('JavaScript is not allowed here.');
  if (typeof value === 'function') throw new Refusal('JavaScript is not allowed here.');
  if (Array.isArray(value)) for (const item of value) checkDocument(item, depth + 1);
  if (!isPlain(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key) || key.startsWith('$_internal'))
      throw new Refusal(`${key.slice(0, 40)} is not allowed here.`);
    checkDocument(inner, depth + 1);
  }
}

/** Throws unless every stage, in pipelines within stages too, is one that only reads this database's collections. */
export function checkPipeline(pipeline: Document[]): void {
  checkDocument(pipeline);
  for (const stage of pipeline) {
    const [name = '', ...more] = Object.keys(stage);
    if (more.length > 0) throw new Refusal('Each stage of a pipeline has exactly one operator.');
    if (!STAGES.has(name)) throw new Refusal(`The stage ${name.slice(0, 40)} is not allowed here.`);
    for (const inner of pipelinesWithin(name, stage[name])) checkPipeline(inner);
    const from = isPlain(stage[name]) ? (stage[name].from ?? stage[name].coll) : stage[name];
    if (['$lookup', '$graphLookup', '$unionWith'].includes(name)) checkCollection(from);
  }
}

/** Collections of the system hold users, and another database may be named by an object. */
export function checkCollection(name: unknown): void {
  if (name === undefined) return;
  if (typeof name !== 'string' || name.startsWith('system.') || name.includes('$') || name.includes('\0')) {
    throw new Refusal('Only collections of this database may be read.');
  }
}

function pipelinesWithin(name: string, body: unknown): Document[][] {
  if (!isPlain(body)) return [];
  if (name === '$facet') return Object.values(body).filter(Array.isArray);
  const inputs = isPlain(body.input) && isPlain(body.input.pipelines) ? Object.values(body.input.pipelines) : [];
  return [body.pipeline, ...inputs].filter(Array.isArray);
}

function isPlain(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !('_bsontype' in value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}
