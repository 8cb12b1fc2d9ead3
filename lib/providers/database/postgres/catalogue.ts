import type { SqlCatalogue } from '../sql/engine';

const NAMES = `
  select n.nspname as schema, c.relname as name,
         case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
                        when 'm' then 'materialized view' else 'foreign table' end as type,
         case when c.relkind in ('v') then null else greatest(c.reltuples, 0)::float8 end as row_estimate,
         pg_catalog.obj_description(c.oid, 'pg_class') as comment
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and pg_catalog.has_schema_privilege(n.oid, 'usage')
    and pg_catalog.has_table_privilege(c.oid, 'select')`;

const ONE = `(select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where n.nspname = $1 and c.relname = $2)`;

/** Each function stands with its schema: one of the same name that users made would run as ours. */
export const postgresCatalogue: SqlCatalogue = {
  tables: `${NAMES} and n.nspname operator(pg_catalog.!~) '^(pg_|information_schema$)' and not c.relispartition
           and ($1::text is null or pg_catalog.strpos(pg_catalog.lower(c.relname), pg_catalog.lower($1)) > 0)
           order by 1, 2`,
  table: `${NAMES} and c.relname = $1 and ($2::text is null or n.nspname = $2)
          order by (pg_catalog.pg_table_is_visible(c.oid)) desc limit case when $2::text is null then 20 else 1 end`,
  columns: `select a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) as "default", pg_catalog.col_description(a.attrelid, a.attnum) as comment,
                   (select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e
                    where e.enumtypid = a.atttypid) as allowed
            from pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ${ONE} and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  keys: `select case k.contype when 'p' then 'primary' else 'foreign' end as kind, k.conname as name,
                (select pg_catalog.json_agg(a.attname order by p.n) from pg_catalog.unnest(k.conkey) with ordinality as p(num, n)
                 join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.num) as columns,
                pg_catalog.pg_get_constraintdef(k.oid) as definition
         from pg_catalog.pg_constraint k where k.conrelid = ${ONE} and k.contype in ('p', 'f')
         union all
         select 'index', i.relname, (select pg_catalog.json_agg(pg_catalog.pg_get_indexdef(x.indexrelid, p.n, true) order by p.n)
                                     from pg_catalog.generate_series(1, x.indnkeyatts) as p(n)), pg_catalog.pg_get_indexdef(x.indexrelid)
         from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid where x.indrelid = ${ONE}`,
};
