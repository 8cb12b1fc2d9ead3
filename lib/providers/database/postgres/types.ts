import type pg from 'pg';
import type { ColumnType } from './values';

/** The types of most results, so that most queries need not ask for any. */
const COMMON: [number, string][] = [
  ...([
    [16, 'boolean'],
    [17, 'bytea'],
    [19, 'name'],
    [20, 'bigint'],
    [21, 'smallint'],
    [23, 'integer'],
  ] as [number, string][]),
  ...([
    [25, 'text'],
    [26, 'oid'],
    [114, 'json'],
    [700, 'real'],
    [701, 'double precision'],
  ] as [number, string][]),
  ...([
    [1042, 'character'],
    [1043, 'character varying'],
    [1082, 'date'],
    [1700, 'numeric'],
  ] as [number, string][]),
  ...([
    [1114, 'timestamp without time zone'],
    [1184, 'timestamp with time zone'],
  ] as [number, string][]),
  ...([
    [2950, 'uuid'],
    [3802, 'jsonb'],
  ] as [number, string][]),
];

type Row = { oid: string; name: string; element_oid: string | null; element: string | null };

/** What type numbers mean in one database. Asked once each, since types of a database's own have numbers of its own. */
export class TypeNames {
  private readonly known = new Map<number, ColumnType>(COMMON.map(([oid, name]) => [oid, { name, element: null }]));

  async of(oids: number[], client: pg.ClientBase): Promise<ColumnType[]> {
    const missing = [...new Set(oids)].filter((oid) => !this.known.has(oid));
    if (missing.length > 0) await this.ask(missing, client);
    return oids.map((oid) => this.known.get(oid) ?? { name: 'unknown', element: null });
  }

  private async ask(oids: number[], client: pg.ClientBase): Promise<void> {
    // A domain is sent as what it is made of. Arrays of boxes have another delimiter, so they stay text.
    const { rows } = await client.query<Row>(
      `select t.oid, pg_catalog.format_type(t.oid, null) as name, e.oid as element_oid,
              pg_catalog.format_type(case when e.typtype = 'd' then e.typbasetype else e.oid end, null) as element
       from pg_catalog.pg_type t
       left join pg_catalog.pg_type e on e.oid = t.typelem and t.typcategory = 'A' and e.typdelim = ','
       where t.oid = any($1)`,
      [oids],
    );
    for (const { oid, name, element } of rows) {
      this.known.set(Number(oid), { name, element: element ? { name: element, element: null } : null });
    }
  }
}
