import { Refusal } from '../refusal';
import { isNeverAllowed } from './dangerous-functions';
import { type Name, notKnown, type ReadStatement, readStatement } from './read-statement';
import { isBuiltIn, requireShown, ShownTables, type Source } from './shown-tables';
import { requireLocalEngines, requireNoneOpened } from './storage-engines';
import { isOwnSysFunction, isSysFunction, requireOwnSysFunctions } from './sys-functions';

/** Rows of a statement of our own. */
export type Lookup = (sql: string, values: (string | string[])[]) => Promise<(string | null)[][]>;

/** Functions that the owner of the database answers for, as `name` or `schema.name`. */
export type AllowedFunctions = { database: string; functions: string[] };

const MAX_VIEWS = 300;
/** Tables of `information_schema` whose counters are set to zero when they are read. */
const RESETTING_TABLES = new Set(['innodb_cmp_reset', 'innodb_cmpmem_reset', 'innodb_cmp_per_index_reset']);

/** Tables of the schema `mysql` that hold no secret; the others hold hashes, passwords of replicas and servers, logs. */
const HARMLESS_TABLES = new Set(
  `engine_cost gtid_slave_pos help_category help_keyword help_relation help_topic index_stats
   innodb_index_stats innodb_table_stats server_cost table_stats time_zone time_zone_leap_second time_zone_name
   time_zone_transition time_zone_transition_type`.split(/\s+/),
);

/**
 * Checks a statement that reads, and everything that the server runs when it is run: what its views are made of, where
 * its tables keep their rows, and functions that somebody gave the name of one of the server's own. A view runs with the
 * rights of its maker: one that reads what this user is not shown is refused. False when no statement begins like this.
 */
export async function guardRead(sql: string, allowed: AllowedFunctions, lookUp: Lookup): Promise<boolean> {
  const isAllowed = (call: Name) => isAllowedFunction(call, allowed);
  const read = readIn(allowed.database, sql, isAllowed);
  const { isStatement, names, calls, sysCalls } = read;
  if (!isStatement) return false;
  await refuseShadows({ schema: allowed.database, calls }, { isAllowed, lookUp });

  const seen = new Set<string>();
  const all = [...names];
  let { showsAll } = read;
  let waiting = names;
  let sources: Source[] = [];
  while (waiting.length > 0) {
    for (const name of waiting) refuseTable(name, allowed.database);
    const found = await findTables(waiting, allowed.database, lookUp);
    await requireShown(sources, found.tables, lookUp);
    const views = found.views.filter(({ key }) => !seen.has(key));
    for (const { key } of views) seen.add(key);
    if (seen.size > MAX_VIEWS) throw new Refusal('The statement reads through too many views.');
    [waiting, sources] = [[], []];
    for (const view of views) {
      const body = readView(view, isAllowed);
      await refuseShadows({ schema: view.schema, calls: body.calls }, { isAllowed, lookUp });
      for (const name of body.sysCalls) sysCalls.add(name);
      waiting.push(...body.names);
      all.push(...body.names);
      showsAll ||= body.showsAll;
      for (const { schema, name } of body.sources) sources.push({ schema: schema ?? '', name, view: view.name });
    }
  }
  await requireOwnSysFunctions([...sysCalls], lookUp);
  await requireNoneOpened({ names: all, showsAll, database: allowed.database }, lookUp);
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
async function refuseShadows(
  { schema, calls }: { schema: string; calls: ReadonlySet<string> },
  { isAllowed, lookUp }: Checks,
): Promise<void> {
  if (calls.size === 0) return;
  const found = await lookUp(
    `select routine_name, definer from information_schema.routines
     where routine_schema = ? and routine_type = 'FUNCTION' and routine_name in (?) limit 5000`,
    [schema, [...calls]],
  );
  for (const [name, definer] of found) {
    if (name && !isAllowed({ schema, name }) && !isOwnSysFunction({ schema, name, definer })) throw notKnown(name);
  }
}

function refuseTable({ schema, name }: Name, database: string): void {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const [place, table] = [plain(schema ?? database), plain(name)];
  const isSecret = place === 'mysql' && !HARMLESS_TABLES.has(table);
  const isResetting = place === 'information_schema' && RESETTING_TABLES.has(table);
  if (isSecret || isResetting) throw new Refusal(`${place}.${name.slice(0, 60)} may not be read here.`);
}

/** `sysCalls` are the functions of `sys` that it calls and that nobody allowed. */
type Read = ReadStatement & { sysCalls: Set<string> };

/** A name without a schema is one of this schema. The server keeps the text of a view as it was written. */
function readIn(schema: string, sql: string, isAllowed: (call: Name) => boolean, kind?: 'view'): Read {
  const sysCalls = new Set<string>();
  const read = readStatement(
    sql,
    (call) => {
      const named = { ...call, schema: call.schema ?? schema };
      if (isAllowed(named) && !(call.schema === null && isNeverAllowed(call.name))) return true;
      if (isSysFunction(named)) sysCalls.add(named.name.toLowerCase());
      return isSysFunction(named);
    },
    kind,
  );
  return { ...read, sysCalls };
}

type View = { key: string; schema: string; name: string; body: string };

/** The tables and views that these names are, as far as this user is shown them. */
async function findTables(
  names: Name[],
  database: string,
  lookUp: Lookup,
): Promise<{ tables: ShownTables; views: View[] }> {
  const wanted = new Map<string, Set<string>>(); // some servers take schemas in any case, so all spellings count as one
  const written = new Set<string>();
  for (const { schema, name } of names) {
    const key = (schema ?? database).toLowerCase();
    wanted.set(key, (wanted.get(key) ?? new Set()).add(name));
    if (schema !== null && key !== database.toLowerCase()) written.add(schema).add(key);
  }
  const others = written.size === 0 ? [] : await lookUp(SCHEMAS, [[...written]]);
  const tables = new ShownTables();
  const views: View[] = [];
  for (const schema of [database, ...others.map(([other]) => other ?? '')]) {
    const found = [...(wanted.get(schema.toLowerCase()) ?? [])];
    if (found.length === 0 || isBuiltIn(schema)) continue;
    const shown = await lookUp(TABLES, [schema, found]);
    requireLocalEngines(schema, shown);
    tables.add(schema, shown);
    for (const [name, body] of await lookUp(VIEWS, [schema, found]))
      views.push({ key: `${schema}.${name}`, schema, name: name ?? '', body: body ?? '' });
  }
  return { tables, views };
}

const SCHEMAS = 'select schema_name from information_schema.schemata where schema_name in (?) limit 5000';
const TABLES = `select table_name, table_type, engine, @@lower_case_table_names from information_schema.tables
                where table_schema = ? and table_name in (?) limit 5000`;
const VIEWS = `select table_name, view_definition from information_schema.views
               where table_schema = ? and table_name in (?) limit 5000`;

/** A view whose body this user may not see could call anything. */
function readView({ schema, name, body }: View, isAllowed: (call: Name) => boolean): Read {
  const shown = name.slice(0, 60);
  if (body === '') {
    throw new Refusal(
      `The view ${shown} may not be read here, because this user may not see what it is made of. ` +
        'Grant the user SELECT and SHOW VIEW on it.',
    );
  }
  try {
    const read = readIn(schema, body, isAllowed, 'view');
    if (!read.isStatement) throw new Refusal('It is no query.');
    return { ...read, names: read.names.map((found) => ({ ...found, schema: found.schema ?? schema })) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(`The view ${shown} may not be read here. ${error.message}`);
  }
}
