import { Refusal } from '../refusal';
import { type Name, notKnown, readStatement } from './read-statement';

/** Rows of a statement of our own. */
export type Lookup = (sql: string, values: (string | string[])[]) => Promise<(string | null)[][]>;

/** Functions that the owner of the database answers for, as `name` or `schema.name`. */
export type AllowedFunctions = { database: string; functions: string[] };

const MAX_VIEWS = 300;
const OF_SERVER = new Set(['information_schema', 'performance_schema', 'sys', 'mysql']);

/** Tables of the schema `mysql` that hold no secret; the others hold hashes, passwords of replicas and servers, logs. */
const HARMLESS_TABLES = new Set(
  `column_stats engine_cost gtid_slave_pos help_category help_keyword help_relation help_topic index_stats
   innodb_index_stats innodb_table_stats server_cost table_stats time_zone time_zone_leap_second time_zone_name
   time_zone_transition time_zone_transition_type`.split(/\s+/),
);

/**
 * Checks a statement that reads, and everything that the server runs when it is run: what its views are made of, and
 * functions that somebody gave the name of one of the server's own. False when no statement begins like this.
 */
export async function guardRead(sql: string, allowed: AllowedFunctions, lookUp: Lookup): Promise<boolean> {
  const isAllowed = (call: Name) => isAllowedFunction(call, allowed);
  const { isStatement, names, calls } = readStatement(sql, isAllowed);
  if (!isStatement) return false;
  await refuseShadows([...calls], { isAllowed, lookUp });

  const seen = new Set<string>();
  let waiting = names;
  while (waiting.length > 0) {
    for (const name of waiting) refuseSecret(name, allowed.database);
    const views = (await findViews(waiting, allowed.database, lookUp)).filter(({ key }) => !seen.has(key));
    for (const { key } of views) seen.add(key);
    if (seen.size > MAX_VIEWS) throw new Refusal('The statement reads through too many views.');
    waiting = views.flatMap((view) => namesOfView(view, isAllowed));
  }
  return true;
}

export function isAllowedFunction({ schema, name }: Name, { database, functions }: AllowedFunctions): boolean {
  const wanted = `${schema ?? database}.${name}`.toLowerCase();
  return functions.some((entry) => {
    const allowed = entry.toLowerCase();
    return wanted === (allowed.includes('.') ? allowed : `${database.toLowerCase()}.${allowed}`);
  });
}

type Checks = { isAllowed: (call: Name) => boolean; lookUp: Lookup };

/** Whoever may call a function sees it here. Which names the server knows itself depends on its version. */
async function refuseShadows(calls: string[], { isAllowed, lookUp }: Checks): Promise<void> {
  if (calls.length === 0) return;
  const found = await lookUp(
    `select routine_name from information_schema.routines
     where routine_schema = database() and routine_type = 'FUNCTION' and routine_name in (?) limit 5000`,
    [calls],
  );
  for (const [name] of found) {
    if (name && !isAllowed({ schema: null, name })) throw notKnown(name);
  }
}

function refuseSecret({ schema, name }: Name, database: string): void {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  if (plain(schema ?? database) !== 'mysql' || HARMLESS_TABLES.has(plain(name))) return;
  throw new Refusal(`mysql.${name.slice(0, 60)} may not be read here.`);
}

type View = { key: string; schema: string; name: string; body: string };

async function findViews(names: Name[], database: string, lookUp: Lookup): Promise<View[]> {
  const wanted = new Map<string, Set<string>>(); // some servers take schemas in any case, so all spellings count as one
  const written = new Set<string>();
  for (const { schema, name } of names) {
    const key = (schema ?? database).toLowerCase();
    wanted.set(key, (wanted.get(key) ?? new Set()).add(name));
    if (schema !== null && key !== database.toLowerCase()) written.add(schema).add(key);
  }
  const others = written.size === 0 ? [] : await lookUp(SCHEMAS, [[...written]]);
  const views: View[] = [];
  for (const schema of [database, ...others.map(([other]) => other ?? '')]) {
    const found = [...(wanted.get(schema.toLowerCase()) ?? [])];
    if (found.length === 0 || OF_SERVER.has(schema.toLowerCase())) continue;
    for (const [name, body] of await lookUp(VIEWS, [schema, found]))
      views.push({ key: `${schema}.${name}`, schema, name: name ?? '', body: body ?? '' });
  }
  return views;
}

const SCHEMAS = 'select schema_name from information_schema.schemata where schema_name in (?) limit 5000';
const VIEWS = `select table_name, view_definition from information_schema.views
               where table_schema = ? and table_name in (?) limit 5000`;

/** A view whose body this user may not see could call anything. */
function namesOfView({ schema, name, body }: View, isAllowed: (call: Name) => boolean): Name[] {
  const shown = name.slice(0, 60);
  if (body === '') {
    throw new Refusal(
      `The view ${shown} may not be read here, because this user may not see what it is made of. ` +
        'The right to see it is SHOW VIEW.',
    );
  }
  try {
    const { isStatement, names } = readStatement(body, (call) => isAllowed({ ...call, schema: call.schema ?? schema }));
    if (!isStatement) throw new Refusal('It is no query.');
    return names.map((found) => ({ ...found, schema: found.schema ?? schema }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(`The view ${shown} may not be read here. ${error.message}`);
  }
}
