import { Refusal } from '../refusal';
import type { Lookup } from './guard';
import type { Name } from './read-statement';

/**
 * Engines that keep their rows on the server itself. The others read from another server or a file, which they tell to
 * run a statement of their own: FEDERATED, CONNECT, SPIDER, SPHINX, S3, OQGRAPH and whatever is loaded later.
 * The tables that a MRG_MyISAM table joins can only be MyISAM ones.
 */
const LOCAL = new Set(
  `archive aria columnstore csv innodb memory mrg_myisam myisam mroonga ndb ndbcluster performance_schema rocksdb
   sequence tokudb`.split(/\s+/),
);

export const isLocalEngine = (engine: string | null | undefined) => LOCAL.has(engine?.toLowerCase() ?? '');

/** Throws unless all of these are tables of an engine that reads nothing but rows of this server. */
export function requireLocalEngines(schema: string, tables: (string | null)[][]): void {
  for (const [name, type, engine] of tables) {
    if (type === 'VIEW' || type === 'SYSTEM VIEW' || isLocalEngine(engine)) continue;
    const shown = `${schema}.${name ?? ''}`.slice(0, 120);
    throw new Refusal(
      engine
        ? `The table ${shown} may not be read here: its engine ${engine} may reach beyond this server.`
        : `The table ${shown} may not be read here: its engine is not known.`,
    );
  }
}

/** Tables of `information_schema` for which MariaDB opens each table that they tell of. */
const OPENING = new Set(
  `check_constraints key_column_usage partitions referential_constraints statistics table_constraints`.split(/\s+/),
);
/** Of `information_schema.tables`, what it does not know without opening the table. */
const OPENED_FOR = new Set(
  `row_format table_rows avg_row_length data_length max_data_length index_length data_free auto_increment create_time
   update_time check_time checksum create_options max_index_length temporary`.split(/\s+/),
);

/**
 * Throws when MariaDB would open tables of such an engine to answer: it signs in to another server, or fetches a file
 * by HTTP and keeps it. `names` are those that the statement and its views name, columns among them.
 */
export async function requireNoneOpened(
  { names, showsAll, database }: { names: Iterable<Name>; showsAll: boolean; database: string },
  lookUp: Lookup,
): Promise<void> {
  const named = new Set<string>();
  const listed = new Set<string>();
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  for (const { schema, name } of names) {
    named.add(plain(name));
    if (plain(schema ?? database) === 'information_schema') listed.add(plain(name));
  }
  const opens = [...OPENING].some((table) => listed.has(table));
  const opensByColumn = listed.has('tables') && (showsAll || [...OPENED_FOR].some((column) => named.has(column)));
  if (!opens && !opensByColumn) return;
  const [found] = await lookUp(FAR_TABLES, [[...LOCAL]]);
  if (!found) return;
  const [schema, name, engine] = found;
  throw new Refusal(
    `The server would open ${`${schema}.${name}`.slice(0, 120)} to answer this, and its engine ${engine} may reach beyond ` +
      'this server. The schema tool lists and describes tables without that; so do their names, types and engines in ' +
      'information_schema.tables, and information_schema.columns.',
  );
}

const FAR_TABLES = `select table_schema, table_name, engine from information_schema.tables
                    where version() like '%mariadb%' and lower(engine) not in (?) limit 1`;
