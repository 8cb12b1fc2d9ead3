import { expect, test } from 'vitest';
import { guardRead, type Lookup } from '@/lib/providers/database/mysql/guard';

/** What information_schema says of a database with one table of this engine, and of a view that reads it. */
function lookUpWith(engine: string | null): Lookup {
  const rows = (sql: string, wanted: string[]): (string | null)[][] => {
    if (sql.includes('information_schema.tables'))
      return [
        ['far', 'BASE TABLE', engine],
        ['around', 'VIEW', null],
      ].filter(([name]) => wanted.includes(name ?? ''));
    if (sql.includes('information_schema.views') && wanted.includes('around'))
      return [['around', 'select `shop`.`far`.`x` AS `x` from `shop`.`far`']];
    return [];
  };
  return async (sql, values) => rows(sql, values.flat());
}

const guard = (sql: string, engine: string | null) =>
  guardRead(sql, { database: 'shop', functions: [] }, lookUpWith(engine));

test.each(['FEDERATED', 'CONNECT', 'SPIDER', 'SPHINX', 'S3', 'OQGRAPH', 'BLACKHOLE', 'whatever comes', null])(
  'a table of an engine that may reach other servers is refused, in a view as well: %s',
  async (engine) => {
    for (const sql of ['select * from far', 'table shop.far', 'select * from around', 'explain select 1 from far'])
      await expect(guard(sql, engine)).rejects.toThrow('its engine');
  },
);

test.each(['InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'ARCHIVE', 'CSV', 'MRG_MyISAM', 'SEQUENCE', 'ROCKSDB', 'Columnstore'])(
  'a table of an engine of the server itself is read: %s',
  async (engine) => {
    for (const sql of ['select * from far', 'select * from around']) expect(await guard(sql, engine)).toBe(true);
  },
);

/** A MariaDB server that has a table of another server somewhere, and views over what it tells of its tables. */
const withFarTable: Lookup = async (sql, values) => {
  if (sql.includes('not in (?)')) return [['rest', 'far', 'SPIDER']];
  return sql.includes('information_schema.views') && values.flat().includes('sizes')
    ? [['sizes', 'select `information_schema`.`tables`.`DATA_LENGTH` AS `x` from `information_schema`.`tables`']]
    : [];
};
const guardBesideFar = (sql: string, database = 'shop') => guardRead(sql, { database, functions: [] }, withFarTable);

test.each([
  'show table status',
  "show table status like 'orders'",
  'select * from information_schema.tables',
  'select t.* from INFORMATION_SCHEMA.`TABLES` t',
  'select table_name, `TABLE_ROWS` from information_schema.tables',
  'select a from information_schema.tables where data_length * 2 > 5',
  'table information_schema.tables',
  'select 1 from information_schema.tables t natural join information_schema.tables u',
  'select count(*) from information_schema.key_column_usage',
  'select 1 from orders where exists (select 1 from information_schema.partitions)',
  'with x as (select * from information_schema.tables) select table_name from x',
  'select x from sizes',
  'explain select * from information_schema.statistics',
])('what has MariaDB open a table of another server is refused: %s', async (sql) => {
  await expect(guardBesideFar(sql)).rejects.toThrow('open rest.far to answer this, and its engine SPIDER');
});

test('nor is it read by its name alone, where it is the database of the connection', async () => {
  await expect(guardBesideFar('select table_rows from tables', 'information_schema')).rejects.toThrow('rest.far');
});

test.each([
  'select table_name, engine, table_comment from information_schema.tables',
  'select count(*) from information_schema.tables',
  'select * from information_schema.columns',
  'select total * from_rate from orders',
  'select data_length from orders',
  'show tables',
  'show full columns from orders',
])('what it tells without opening a table is read: %s', async (sql) => {
  expect(await guardBesideFar(sql)).toBe(true);
});
