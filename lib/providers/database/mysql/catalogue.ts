import type { Json, JsonObject } from '@/lib/contracts/json';
import type { SqlCatalogue } from '../sql/engine';
import { isLocalEngine } from './storage-engines';

/** Nothing for which a server opens the tables: one of another server would be asked for over the network. */
const NAMES = `
  select table_schema as \`schema\`, table_name as name,
         case table_type when 'VIEW' then 'view' else 'table' end as type, engine as engine,
         case when table_type <> 'VIEW' then nullif(table_comment, '') end as comment
  from information_schema.tables`;

const OF_SYSTEM = `('information_schema', 'mysql', 'performance_schema', 'sys')`;

export const mySqlCatalogue: SqlCatalogue = {
  tables: `${NAMES} cross join (select ? as part) wanted
           where table_schema not in ${OF_SYSTEM} and (part is null or instr(lower(table_name), lower(part)) > 0)
           order by 1, 2`,
  table: `${NAMES} cross join (select ? as wanted_name, ? as wanted_schema) wanted
          where table_name = wanted_name and table_schema = coalesce(wanted_schema, database())`,
  columns: `select column_name as name, column_type as type, is_nullable = 'YES' as nullable,
                   column_default as \`default\`, nullif(column_comment, '') as comment
            from information_schema.columns where table_schema = ? and table_name = ? order by ordinal_position`,
  keys: `with wanted as (select ? as wanted_schema, ? as wanted_table)
         select case when s.index_name = 'PRIMARY' then 'primary' else 'index' end as kind, s.index_name as name,
                json_arrayagg(s.column_name) as columns, max(s.non_unique) = 0 as is_unique,
                null as references_table, null as references_columns
         from wanted join information_schema.statistics s on s.table_schema = wanted_schema and s.table_name = wanted_table
         group by s.index_name
         union all
         select 'foreign', k.constraint_name, json_arrayagg(k.column_name), null,
                max(concat(k.referenced_table_schema, '.', k.referenced_table_name)), json_arrayagg(k.referenced_column_name)
         from wanted join information_schema.key_column_usage k on k.table_schema = wanted_schema and k.table_name = wanted_table
         where k.referenced_table_name is not null group by k.constraint_name`,
  opened: {
    isNear: ({ type, engine }) => type === 'view' || isLocalEngine(typeof engine === 'string' ? engine : null),
    estimates,
  },
};

/** Names that are given by value are compared before a table is opened. */
function estimates(near: JsonObject[]): { sql: string; params: Json[] } {
  const bySchema = new Map<Json, Json[]>();
  for (const { schema = null, name = null } of near) bySchema.set(schema, [...(bySchema.get(schema) ?? []), name]);
  const wanted = [...bySchema.values()].map(
    (names) => `(table_schema = ? and table_name in (${names.map(() => '?')}))`,
  );
  return {
    sql: `select table_schema as \`schema\`, table_name as name, cast(table_rows as double) as row_estimate
          from information_schema.tables where ${wanted.join(' or ')}`,
    params: [...bySchema].flatMap(([schema, names]) => [schema, ...names]),
  };
}
