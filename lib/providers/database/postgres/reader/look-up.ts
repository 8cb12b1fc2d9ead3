/**
 * Names become all objects that they can mean on the search path, $4. From there it follows what each brings
 * with it: views what they depend on, tables their children, policies and generated columns, types of users the
 * functions that read, write, compare, convert and check their values, constructors of ranges the types of the bounds.
 * Objects of the server itself are not followed.
 * Whatever a statement does, it can arrive at the rows of a table as one value, at arrays and at multiranges. Orders of
 * the server's own types can be made by a superuser alone, so only those are looked at that are not compiled.
 * The key of partitions is computed when one of them is opened, so the tables above one are looked at for that. An
 * expression of a check of a table cannot be written without its table, wherever the server filters for that.
 * Multiranges came with 14, so their column is read by a name that may be absent.
 * Numbers below 16384 are given out only when a cluster is made. The numbers of catalogues are those of the server's
 * source: 1255 functions, 1259 relations, 2617 operators, 2618 rules, 2604 defaults, 2606 constraints, 3079
 * extensions, 3256 policies, 3381 statistics, 2616 classes of operators, of the methods 403 btree and 405 hash. 12 and 13
 * are the languages of compiled functions, 14 is SQL.
 */
export const LOOK_UP = `
with recursive named(kind, name, schema) as (select * from unnest($1, $2, $3)),
place as (
  select g.kind, g.name::name as name, n.oid as namespace
  from named g join pg_catalog.pg_namespace n
    on n.nspname = any(case when g.schema is null then $4 else array[g.schema::name] end)),
rel(oid) as (
  select c.oid from place g join pg_catalog.pg_class c on c.relname = g.name and c.relnamespace = g.namespace
  where g.kind = 'relations'
  union
  select x.oid from rel r cross join lateral (
    select d.refobjid from pg_catalog.pg_rewrite w join pg_catalog.pg_depend d
      on d.classid = 2618 and d.objid = w.oid and d.refclassid = 1259 where w.ev_class = r.oid
    union all
    select i.inhrelid from pg_catalog.pg_inherits i where i.inhparent = r.oid
    union all
    select d.refobjid from pg_catalog.pg_policy y join pg_catalog.pg_depend d
      on d.classid = 3256 and d.objid = y.oid and d.refclassid = 1259 where y.polrelid = r.oid) x(oid)
  where r.oid >= 16384),
typ(oid) as (
  select t.oid from place g join pg_catalog.pg_type t on t.typname = g.name and t.typnamespace = g.namespace
  where g.kind = 'types'
  union
  select a.atttypid from rel r join pg_catalog.pg_attribute a on a.attrelid = r.oid
  where r.oid >= 16384 and a.attnum > 0 and a.atttypid >= 16384
  union
  select c.reltype from rel r join pg_catalog.pg_class c on c.oid = r.oid where c.oid >= 16384 and c.reltype <> 0
  union
  select p.prorettype from place g join pg_catalog.pg_proc p on p.proname = g.name and p.pronamespace = g.namespace
  where g.kind = 'functions' and p.prolang = 12 and p.prosrc ~ '^(multi)?range_constructor[0-3]$'
  union
  select x.oid from typ y join pg_catalog.pg_type t on t.oid = y.oid cross join lateral (
    select t.typbasetype union all select t.typelem union all select t.typarray
    union all
    select a.atttypid from pg_catalog.pg_attribute a where a.attrelid = t.typrelid and t.typrelid <> 0 and a.attnum > 0
    union all
    select g.rngsubtype from pg_catalog.pg_range g where t.oid in (g.rngtypid, (to_jsonb(g) ->> 'rngmultitypid')::oid)
    union all
    select g.rngtypid from pg_catalog.pg_range g where t.oid = (to_jsonb(g) ->> 'rngmultitypid')::oid
    union all
    select (to_jsonb(g) ->> 'rngmultitypid')::oid from pg_catalog.pg_range g where t.oid = g.rngtypid) x(oid)
  where y.oid >= 16384 and x.oid >= 16384),
own(oid) as (select oid from typ where oid >= 16384),
brings(classid, objid, via) as (
  select 2618, w.oid, 'The view ' || w.ev_class::regclass from rel r join pg_catalog.pg_rewrite w on w.ev_class = r.oid
  where r.oid >= 16384
  union all
  select 3256, y.oid, 'A policy of ' || y.polrelid::regclass from rel r join pg_catalog.pg_policy y on y.polrelid = r.oid
  where y.polcmd in ('r', '*')
  union all
  select 2604, v.oid, 'A generated column of ' || v.adrelid::regclass from rel r
  join pg_catalog.pg_attrdef v on v.adrelid = r.oid
  join pg_catalog.pg_attribute a on a.attrelid = v.adrelid and a.attnum = v.adnum
  where to_jsonb(a) ->> 'attgenerated' = 'v'
  union all
  select 2606, k.oid, 'The type ' || k.contypid::regtype from own o join pg_catalog.pg_constraint k on k.contypid = o.oid),
above(oid) as (
  select oid from rel
  union
  select i.inhparent from above a join pg_catalog.pg_inherits i on i.inhrelid = a.oid),
planned(classid, objid, via, expression) as (
  select 1259, i.indexrelid, 'An index of ' || i.indrelid::regclass,
         concat_ws(', ', pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid))
  from rel r join pg_catalog.pg_index i on i.indrelid = r.oid
  where r.oid >= 16384 and (i.indexprs is not null or i.indpred is not null)
  union all
  select 2606, k.oid, 'A check of ' || k.conrelid::regclass, pg_get_expr(k.conbin, k.conrelid)
  from rel r join pg_catalog.pg_constraint k on k.conrelid = r.oid and k.contype = 'c' where r.oid >= 16384
  union all
  select 1259, t.partrelid, 'The key of the partitions of ' || t.partrelid::regclass, pg_get_expr(t.partexprs, t.partrelid)
  from above a join pg_catalog.pg_partitioned_table t on t.partrelid = a.oid where t.partexprs is not null
  union all
  select 3381, s.oid, 'The statistics of ' || s.stxrelid::regclass, null
  from rel r join pg_catalog.pg_statistic_ext s on s.stxrelid = r.oid where r.oid >= 16384),
planned_fn(oid, via, expression) as (
  select coalesce(o.oprcode, d.refobjid), p.via, p.expression
  from planned p join pg_catalog.pg_depend d on d.classid = p.classid and d.objid = p.objid
  left join pg_catalog.pg_operator o on d.refclassid = 2617 and o.oid = d.refobjid
  where d.refclassid in (1255, 2617) and d.refobjid >= 16384),
ordering(oid, via) as (
  select c.oid, 'The order of the type ' || c.opcintype::regtype from pg_catalog.pg_opclass c
  where c.oid >= 16384 and c.opcintype < 16384 and c.opcdefault and c.opcmethod in (403, 405)
  union
  select d.refobjid, 'An index of ' || i.indrelid::regclass from rel r
  join pg_catalog.pg_index i on i.indrelid = r.oid
  join pg_catalog.pg_depend d on d.classid = 1259 and d.objid = i.indexrelid and d.refclassid = 2616
  where d.refobjid >= 16384
  union
  select d.refobjid, 'The partitions of ' || d.objid::regclass from rel r
  join pg_catalog.pg_depend d on d.classid = 1259 and d.objid = r.oid and d.refclassid = 2616
  where d.refobjid >= 16384),
fn(oid, via) as (
  select p.oid, f.via from planned_fn f join pg_catalog.pg_proc p on p.oid = f.oid
  where f.expression is null or to_jsonb(p) ->> 'prosqlbody' is not null
  union
  select p.oid, null from place g join pg_catalog.pg_proc p on p.proname = g.name and p.pronamespace = g.namespace
  where g.kind = 'functions'
  union
  select o.oprcode, 'The operator ' || o.oprname from place g
  join pg_catalog.pg_operator o on o.oprname = g.name and o.oprnamespace = g.namespace where g.kind = 'operators'
  union
  select d.refobjid, b.via from brings b join pg_catalog.pg_depend d
    on d.classid = b.classid and d.objid = b.objid and d.refclassid = 1255
  union
  select o.oprcode, b.via from brings b join pg_catalog.pg_depend d
    on d.classid = b.classid and d.objid = b.objid and d.refclassid = 2617
  join pg_catalog.pg_operator o on o.oid = d.refobjid
  union
  select f.oid, 'The type ' || t.oid::regtype from own w join pg_catalog.pg_type t on t.oid = w.oid
  cross join lateral unnest(array[t.typinput, t.typoutput, t.typmodin, t.typmodout]::oid[]) f(oid)
  union
  select f.oid, 'The type ' || g.rngtypid::regtype from own w join pg_catalog.pg_range g on g.rngtypid = w.oid
  cross join lateral unnest(array[g.rngsubdiff, g.rngcanonical]::oid[]) f(oid)
  union
  select m.amproc, 'The type ' || c.opcintype::regtype from own w join pg_catalog.pg_opclass c on c.opcintype = w.oid
  join pg_catalog.pg_amproc m on m.amprocfamily = c.opcfamily and m.amproclefttype = c.opcintype
  union
  select o.oprcode, 'The type ' || c.opcintype::regtype from own w join pg_catalog.pg_opclass c on c.opcintype = w.oid
  join pg_catalog.pg_amop m on m.amopfamily = c.opcfamily and m.amoplefttype = c.opcintype
  join pg_catalog.pg_operator o on o.oid = m.amopopr
  union
  select p.oid, g.via from ordering g join pg_catalog.pg_opclass c on c.oid = g.oid cross join lateral (
    select m.amproc from pg_catalog.pg_amproc m where m.amprocfamily = c.opcfamily
    union all
    select o.oprcode from pg_catalog.pg_amop m join pg_catalog.pg_operator o on o.oid = m.amopopr
    where m.amopfamily = c.opcfamily) x(oid)
  join pg_catalog.pg_proc p on p.oid = x.oid and p.prolang not in (12, 13)
  union
  select c.castfunc, 'The cast of ' || c.castsource::regtype || ' to ' || c.casttarget::regtype from pg_catalog.pg_cast c
  where c.castfunc >= 16384 and (c.castsource < 16384 and c.casttarget < 16384
    or c.castsource in (select oid from own) or c.casttarget in (select oid from own)))
select 'planned' as kind, to_json(x.expression)::text as fact
from (select distinct expression from planned_fn where expression is not null) x
union all
select 'bodies', to_json(p.prosrc)::text from pg_catalog.pg_proc p
where p.oid in (select oid from planned_fn) and p.prolang = 14
union all
select 'functions', row_to_json(x)::text from (
  select fn.via, n.nspname as schema, p.proname as name, p.pronargs - p.pronargdefaults as min_args,
         case when p.provariadic = 0 then p.pronargs end as max_args, p.provolatile as volatility,
         p.oid < 16384 as is_builtin,
         (select e.extname from pg_catalog.pg_depend d join pg_catalog.pg_extension e on e.oid = d.refobjid
          where d.classid = 1255 and d.objid = p.oid and d.refclassid = 3079 and d.deptype = 'e' and p.oid >= 16384)
           as extension,
         p.prolang = 12 and p.prosrc ~ '^(multi)?range_constructor[0-3]$' as is_constructor,
         p.proargtypes::oid[] && '{2275,2281}'::oid[] as is_internal,
         p.prolang in (12, 13) or p.prolang = 14 and r.rolsuper as is_superusers,
         case when p.prolang = 14 and to_jsonb(p) ->> 'prosqlbody' is null then p.prosrc end as body
  from fn join pg_catalog.pg_proc p on p.oid = fn.oid join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_roles r on r.oid = p.proowner) x
union all
select 'relations', row_to_json(x)::text from (
  select n.nspname as schema, c.relname as name, c.relkind = 'f' as is_foreign, c.oid < 16384 or c.relkind = 't' as is_builtin
  from rel join pg_catalog.pg_class c on c.oid = rel.oid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('f', 't') or c.oid < 16384) x
union all
select 'views', to_json(pg_get_viewdef(c.oid))::text from rel join pg_catalog.pg_class c on c.oid = rel.oid
where c.oid >= 16384 and c.relkind = 'v'
union all
select 'expressions', to_json(x)::text from (
  select pg_get_expr(y.polqual, y.polrelid) from brings b join pg_catalog.pg_policy y on b.classid = 3256 and y.oid = b.objid
  union all
  select pg_get_expr(v.adbin, v.adrelid) from brings b join pg_catalog.pg_attrdef v on b.classid = 2604 and v.oid = b.objid
  union all
  select case when k.contypid <> 0 then pg_get_expr(k.conbin, 0) end
  from brings b join pg_catalog.pg_constraint k on b.classid = 2606 and k.oid = b.objid
) e(x) where x is not null`;
