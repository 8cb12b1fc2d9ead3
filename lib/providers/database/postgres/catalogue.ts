import type { SqlCatalogue } from '../sql/engine';

const NAMES = `
  select n.nspname as schema, c.relname as name,
         case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
                        when 'm' then 'materialized view' else 'foreign table' end as type,
         case when c.relkind in ('v') then null else greatest(c.reltuples, 0)::float8 end as row_estimate,
         obj_description(c.oid, 'pg_class') as comment
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and has_schema_privilege(n.oid, 'usage')
    and has_table_privilege(c.oid, 'select')`;

const ONE = `(select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where n.nspname = $1 and c.relname = $2)`;

export const postgresCatalogue: SqlCatalogue = {
  tables: `${NAMES} and n.nspname !~ '^(pg_|information_schema$)' and not c.relispartition
           and ($1::text is null or position(lower($1) in lower(c.relname)) > 0)
           order by 1, 2`,
  table: `${NAMES} and c.relname = $1 and ($2::text is null or n.nspname = $2)
          order by (pg_table_is_visible(c.oid)) desc limit case when $2::text is null then 20 else 1 end`,
  columns: `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
                   pg_get_expr(d.adbin, d.adrelid) as "default", col_description(a.attrelid, a.attnum) as comment,
                   (select json_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e
                    where e.enumtypid = a.atttypid) as allowed
            from pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = ${ONE} and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  keys: `select case k.contype when 'p' then 'primary' else 'foreign' end as kind, k.conname as name,
                (select json_agg(a.attname order by p.n) from unnest(k.conkey) with ordinality as p(num, n)
                 join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = p.num) as columns,
                pg_get_constraintdef(k.oid) as definition
         from pg_catalog.pg_constraint k where k.conrelid = ${ONE} and k.contype in ('p', 'f')
         union all
         select 'index', i.relname, (select json_agg(pg_get_indexdef(x.indexrelid, p.n, true) order by p.n)
                                     from generate_series(1, x.indnkeyatts) as p(n)), pg_get_indexdef(x.indexrelid)
         from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid where x.indrelid = ${ONE}`,
};
