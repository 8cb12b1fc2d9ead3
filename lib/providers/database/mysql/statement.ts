import type { FieldPacket, ResultSetHeader } from 'mysql2';
import type mysql from 'mysql2/promise';
import type { Json } from '@/lib/contracts/json';
import { PageCollector, TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import type { SqlPage, SqlRequest } from '../sql/engine';
import { cut, driverOf } from './connection';
import { type Column, toColumn, toJson, toParameter } from './values';

/** Beyond this many rows after a full page, the server is sending something that no page will hold. */
const RUNAWAY_FACTOR = 2;

type Statement = Pick<SqlRequest, 'sql' | 'params' | 'offset' | 'limits'>;

/**
 * One statement over the prepared protocol, which takes exactly one. Rows are read as they come: those of former pages
 * are passed over, those that no longer fit are dropped, and the connection is cut when the server goes on sending.
 */
export function readPage(connection: mysql.Connection, { sql, params, offset, limits }: Statement): Promise<SqlPage> {
  const driver = driverOf(connection);
  const collector = new PageCollector<SqlPage['rows'][number]>(limits);
  let columns: Column[] = [];
  let affectedRows: number | null = null;
  let seen = 0;

  return new Promise<SqlPage>((resolve, reject) => {
    const finish = () => {
      const { rows, isFull } = collector;
      if (isFull && rows.length === 0) reject(new Refusal(TOO_WIDE));
      else resolve({ columns: columns.map(({ name, type }) => ({ name, type })), rows, hasMore: isFull, affectedRows });
    };
    // The driver does not tell a statement whose rows are read as they come that its connection was lost.
    const onLost = (error?: Error) => {
      if (collector.isFull) finish();
      else reject(error ?? new Error('The server hung up during the call.'));
    };
    driver.on('error', onLost);
    driver.on('end', onLost);
    const statement = driver.execute(sql, params.map(toParameter));
    statement.on('fields', (fields: FieldPacket[] | undefined) => {
      columns = fields?.map(toColumn) ?? [];
    });
    statement.on('result', (row: unknown[] | ResultSetHeader) => {
      if (!Array.isArray(row)) {
        affectedRows = row.affectedRows;
        return;
      }
      seen++;
      if (seen <= offset) return;
      if (!collector.isFull) {
        const values = row.map((value, at) => {
          const column = columns[at] ?? { name: '', type: 'text', length: 0 };
          return withoutHash(toJson(value, column), column.name);
        });
        collector.add(values, JSON.stringify(values).length);
      } else if (seen > offset + collector.rows.length * RUNAWAY_FACTOR) {
        cut(connection); // what is still on its way is not waited for
        finish();
      }
    });
    statement.on('error', reject);
    statement.on('end', () => {
      driver.off('error', onLost);
      driver.off('end', onLost);
      finish();
    });
  });
}

/** MariaDB shows what users may do together with what it keeps of their password. */
function withoutHash(value: Json, column: string): Json {
  if (typeof value !== 'string' || !column.startsWith('Grants for ')) return value;
  return value.replace(/ IDENTIFIED (?:BY|VIA|WITH) .*?(?= REQUIRE | WITH (?:GRANT|MAX)| ACCOUNT |$)/s, '');
}
