import { isForbiddenCall } from '../functions';

/** Schemas that hold functions of the server itself. */
const OF_SERVER = new Set(['pg_catalog', 'information_schema']);

/** Functions and foreign tables that an owner lists, as `schema.name`. A name without a schema is one of `public`. */
export function toOwnersChoice(names: string[]): ReadonlySet<string> {
  return new Set(names.map((name) => (name.includes('.') ? name : `public.${name}`)));
}

/**
 * Whether an entry of the list can only mean a function of the server, or one that runs SQL on another. A function of a
 * user that has the name of one of these is listed with its schema.
 */
export function isNeverAllowed(entry: string): boolean {
  const dot = entry.indexOf('.');
  const [schema, name] = dot < 0 ? [null, entry] : [entry.slice(0, dot), entry.slice(dot + 1)];
  if (schema !== null && OF_SERVER.has(schema)) return true;
  return schema === null ? isForbiddenCall(name, null) : name.startsWith('dblink');
}
