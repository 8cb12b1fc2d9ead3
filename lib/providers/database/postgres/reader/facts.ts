import pg from 'pg';
import * as z from 'zod';
import { type FunctionFact, showsStatistics } from './allowed';
import { LOOK_UP } from './look-up';
import type { Names } from './names';

/** A table or view that a statement reads, directly or through others. */
type RelationFact = {
  schema: string;
  name: string;
  is_foreign: boolean;
  is_builtin: boolean;
};

/** What the server knows of values in columns that are never read, as far as the user may see it. */
const SECRET_STATISTICS = `
  select from pg_catalog.pg_stats s where s.schemaname operator(pg_catalog.=) 'pg_catalog'::pg_catalog.name
    and s.attname operator(pg_catalog.=) any
      ('{rolpassword,umoptions,srvoptions,ftoptions,fdwoptions,subconninfo}'::pg_catalog.name[])
    and (s.most_common_vals is not null or s.histogram_bounds is not null or s.most_common_elems is not null)`;

export type Facts = {
  functions: FunctionFact[];
  relations: RelationFact[];
  /** Statements and expressions that run with those named: of views, policies, generated columns and domains. */
  views: string[];
  expressions: string[];
  /** Expressions of indexes and checks, whose constant parts the planner runs, and bodies that it puts in their place. */
  planned: string[];
  bodies: string[];
  /** Statistics of columns that are never read are among what is read. */
  showsSecrets: boolean;
};

const Row = z.object({
  kind: z.enum(['functions', 'relations', 'views', 'expressions', 'planned', 'bodies']),
  fact: z.string(),
});

/**
 * Looks names up in the server's catalogue, within the transaction in which the statement is going to run. While it
 * does, only the server's own functions and operators can be found: those of users would run as ours.
 */
export class Catalogue {
  private path: string | null = null;

  constructor(private readonly client: pg.ClientBase) {}

  /** What the catalogue says, at this moment, of every name and of all that stands behind them. */
  async readFacts(names: Names): Promise<Facts> {
    const facts: Facts = {
      functions: [],
      relations: [],
      views: [],
      expressions: [],
      planned: [],
      bodies: [],
      showsSecrets: false,
    };
    for (const row of await this.ask(names)) {
      const { kind, fact } = Row.parse(row);
      facts[kind].push(JSON.parse(fact));
    }
    const statistics = facts.relations.some((each) => each.is_builtin && showsStatistics(each.name));
    if (statistics && (await this.client.query(SECRET_STATISTICS)).rowCount) facts.showsSecrets = true;
    return facts;
  }

  private async ask(names: Names): Promise<unknown[]> {
    const isFirst = this.path === null;
    this.path ??= await this.readPath();
    const values = [...toColumns(names).map(toArray), pg.escapeLiteral(this.path)];
    const results = (await this.client.query(`
      savepoint before_look_up; ${ONLY_THE_SERVERS_OWN};
      ${isFirst ? `prepare look_up(text[], text[], text[], name[]) as ${LOOK_UP};` : ''}
      execute look_up(${values.join(', ')});
      rollback to savepoint before_look_up`)) as unknown as pg.QueryResult[];
    return results.findLast(({ command }) => command === 'SELECT')?.rows ?? [];
  }

  private async readPath(): Promise<string> {
    const { rows } = await this.client.query<{ path: string }>('select pg_catalog.current_schemas(true) as path');
    return rows[0]?.path ?? '{}';
  }
}

/**
 * Besides, the look-up is planned once for the transaction, is never compiled, and reads by index alone: the planner
 * expects far more rows than there are, and would read whole catalogues.
 */
const ONLY_THE_SERVERS_OWN = `
  set local search_path = pg_catalog, pg_temp; set local enable_hashjoin = off; set local enable_mergejoin = off;
  select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)
  where current_setting('server_version_num')::int >= 120000`;

function toColumns(names: Names): [string[], string[], (string | null)[]] {
  const columns: [string[], string[], (string | null)[]] = [[], [], []];
  for (const kind of ['functions', 'operators', 'types', 'relations'] as const) {
    for (const { name, schema } of names[kind].values()) {
      columns[0].push(kind);
      columns[1].push(name);
      columns[2].push(schema);
    }
  }
  return columns;
}

function toArray(values: (string | null)[]): string {
  return `array[${values.map((value) => (value === null ? 'null' : pg.escapeLiteral(value))).join(', ')}]::text[]`;
}
