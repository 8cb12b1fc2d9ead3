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
