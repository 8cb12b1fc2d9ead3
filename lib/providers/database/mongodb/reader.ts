import type { Document } from 'mongodb';
import type { JsonObject } from '@/lib/contracts/json';
import { Refusal } from '../refusal';
import { readDocument, readPipeline } from './extended-json';
import { READING, STAGES, UPDATING } from './operators';

/** Stages that read another collection than the one that was named. */
const JOINS = ['$lookup', '$graphLookup', '$unionWith'];

/** A filter, projection or sort, made of operators that only read. */
export function readFilter(document: JsonObject): Document {
  return readDocument(document, READING);
}

/** Throws unless every stage, in pipelines within stages too, only reads collections of this database. */
export function readStages(pipeline: JsonObject[]): Document[] {
  const stages = readPipeline(pipeline, READING);
  for (const stage of stages) {
    const [name = '', ...more] = Object.keys(stage);
    if (more.length > 0) throw new Refusal('Each stage of a pipeline has exactly one operator.');
    if (!STAGES.has(name)) throw new Refusal(`The stage ${name.slice(0, 40)} is not allowed here.`);
  }
  checkJoins(stages);
  return stages;
}

/** An update is a document, or a pipeline of stages. */
export function readUpdate(update: JsonObject | JsonObject[]): Document | Document[] {
  return Array.isArray(update) ? readStages(update) : readDocument(update, UPDATING);
}

/** What is inserted or replaced is data: no operator has a meaning in it. */
export function readData(document: JsonObject): Document {
  return readDocument(document, null);
}

/** Collections of the system hold users, and another database may be named by an object. */
export function checkCollection(name: unknown): void {
  const isOfThisDatabase =
    typeof name === 'string' && name !== '' && !/^system\.|[$\0]/.test(name) && !/^\.|\.$|\.\./.test(name);
  if (!isOfThisDatabase) throw new Refusal('Only collections of this database may be read.');
}

/** Wherever a join stands, however deep: no place has to be known in which a pipeline can stand. */
function checkJoins(value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) checkJoins(item);
    return;
  }
  if (!isDocument(value)) return;
  for (const [name, body] of Object.entries(value)) {
    if (JOINS.includes(name)) checkJoin(body);
    checkJoins(body);
  }
}

function checkJoin(body: unknown): void {
  if (!isDocument(body)) {
    checkCollection(body);
    return;
  }
  if ('db' in body) throw new Refusal('Only collections of this database may be read.');
  // Without a name, the pipeline within begins with documents of its own.
  for (const field of ['from', 'coll']) if (field in body) checkCollection(body[field]);
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
