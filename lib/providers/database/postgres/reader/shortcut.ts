import { isDangerous, isHarmlessVolatile, isSamplingMethod, isSecret, showsStatistics } from './allowed';
import type { Name, Names } from './names';

/**
 * One statement that fails with a division by zero unless everything that these names can mean is plainly harmless:
 * functions, operators and types of the server itself, and tables without anything that runs when they are read. Null
 * when the names alone already ask for a closer look. It follows nothing, so it costs far less than `requireHarmless`.
 *
 * Nothing of it is remembered: it is asked each time, right before and right after the statement is parsed. Each
 * function and operator is written with its schema, so that no search path can lead to another one of the same name.
 */
export function shortcutFor(names: Names): string | null {
  const lists = [names.functions, names.operators, names.types, names.relations].map((each) => [...each.values()]);
  const [functions = [], operators = [], types = [], relations = []] = lists;
  if (lists.flat().some(({ name }) => /["\\]/.test(name))) return null;
  if (
    functions.some(({ name }) => isDangerous(name)) ||
    relations.some(({ name }) => isSecret(name) || showsStatistics(name))
  ) {
    return null;
  }
  const checks = [
    functions.length > 0 && hasOtherFunction(functions),
    operators.length > 0 &&
      `exists (select from pg_catalog.pg_operator o where ${isOneOf('o.oprname', operators)} and ${isOwn('o.oid')})`,
    types.length > 0 &&
      `exists (select from pg_catalog.pg_type t where ${isOneOf('t.typname', types)} and ${isOwn('t.oid')})`,
    relations.length > 0 && hasOtherRelation(relations),
    hasOwnCast(relations),
    hasOwnOrder(relations),
  ].filter((check) => check !== false);
  return `select 1 where pg_catalog.int4div(1, case when ${checks.join('\n or ')} then 0 else 1 end) ${op('=')} 0`;
}

/** The server's word for a shortcut that does not lead there. */
export const SHORTCUT_FAILS = '22012';

const op = (name: string) => `operator(pg_catalog.${name})`;
/** Numbers below are given out only when a cluster is made. */
const isOwn = (oid: string) => `${oid} ${op('>=')} 16384::pg_catalog.oid`;
const isServers = (oid: string) => `${oid} ${op('<')} 16384::pg_catalog.oid`;

/** As one constant, so that the server's statistics of statements count all of them as one. */
const toArray = (names: string[]) =>
  `'{${names.map((name) => `"${name.replaceAll("'", "''")}"`).join(',')}}'::pg_catalog.name[]`;

function isOneOf(column: string, names: Name[]): string {
  return `${column} ${op('=')} any (${toArray([...new Set(names.map(({ name }) => name))])})`;
}

/** One that users made, that does more than compute, or that takes what only the server itself passes. */
function hasOtherFunction(functions: Name[]): string {
  const harmless = functions.filter(({ name }) => isHarmlessVolatile(name));
  const sampling = functions.filter(({ name }) => isSamplingMethod(name));
  return `exists (select from pg_catalog.pg_proc p where ${isOneOf('p.proname', functions)} and (${isOwn('p.oid')}
    or p.provolatile ${op('=')} 'v'::pg_catalog."char" and not ${isOneOf('p.proname', harmless)}
    or p.proargtypes::pg_catalog.oid[] ${op('&&')} '{2275,2281}'::pg_catalog.oid[] and not ${isOneOf('p.proname', sampling)}))`;
}

/** One that users made and that is more than a table of the server's own types and of enumerations. */
function hasOtherRelation(relations: Name[]): string {
  return `exists (select from pg_catalog.pg_class c where ${isOneOf('c.relname', relations)} and ${isOwn('c.oid')}
    and (c.relkind ${op('<>')} 'r'::pg_catalog."char" or c.relhassubclass or c.relhasrules or c.relrowsecurity
      or c.relispartition and exists (select from pg_catalog.pg_partitioned_table t where t.partexprs is not null)
      or exists (select from pg_catalog.pg_attribute a left join pg_catalog.pg_type t
          on t.oid ${op('=')} a.atttypid and t.typtype ${op('=')} 'e'::pg_catalog."char"
        where a.attrelid ${op('=')} c.oid and a.attnum ${op('>')} 0 and (${isOwn('a.atttypid')} and t.oid is null
          or a.atthasdef and pg_catalog.to_jsonb(a) ${op('->>')} 'attgenerated'::pg_catalog.text ${op('=')} 'v'::pg_catalog.text))
      or exists (select from (${RUNS_IN_PLANNING}) x(classid, objid) join pg_catalog.pg_depend d
          on d.classid ${op('=')} x.classid and d.objid ${op('=')} x.objid
        where d.refclassid ${op('=')} any ('{1255,2616,2617}'::pg_catalog.oid[]) and ${isOwn('d.refobjid')})))`;
}

/** A statement converts values without a word: between types of the server, and from and to those of these tables. */
function hasOwnCast(relations: Name[]): string {
  return `exists (select from pg_catalog.pg_cast k where ${isOwn('k.castfunc')} and (${isServers('k.castsource')}
    and ${isServers('k.casttarget')} or ${isTypeOf(relations, 'k.castsource')} or ${isTypeOf(relations, 'k.casttarget')}))`;
}

/** It compares and sorts them likewise, by btree and by hash. */
function hasOwnOrder(relations: Name[]): string {
  return `exists (select from pg_catalog.pg_opclass o where ${isOwn('o.oid')}
    and o.opcmethod ${op('=')} any ('{403,405}'::pg_catalog.oid[])
    and (${isServers('o.opcintype')} and o.opcdefault or ${isTypeOf(relations, 'o.opcintype')}))`;
}

/** The type of a whole row of these tables, or an enumeration in one, or of arrays of these. */
function isTypeOf(relations: Name[], type: string): string {
  if (relations.length === 0) return 'false';
  return `exists (select from pg_catalog.pg_class c join pg_catalog.pg_type t on t.oid ${op('=')} c.reltype
      or t.oid ${op('=')} any (array(select a.atttypid from pg_catalog.pg_attribute a where a.attrelid ${op('=')} c.oid))
    where ${isOneOf('c.relname', relations)} and ${isOwn('c.oid')}
      and (t.oid ${op('=')} ${type} or t.typarray ${op('=')} ${type}))`;
}

/** The planner computes what is constant in expressions of indexes, checks and statistics: it runs their functions. */
const RUNS_IN_PLANNING = `
  select 1259::pg_catalog.oid, i.indexrelid from pg_catalog.pg_index i where i.indrelid ${op('=')} c.oid
  union all
  select 2606::pg_catalog.oid, k.oid from pg_catalog.pg_constraint k
  where k.conrelid ${op('=')} c.oid and k.contype ${op('=')} 'c'::pg_catalog."char"
  union all
  select 3381::pg_catalog.oid, s.oid from pg_catalog.pg_statistic_ext s where s.stxrelid ${op('=')} c.oid`;
