import type { Connection, FieldPacket, ResultSetHeader } from 'mysql2';
import type mysql from 'mysql2/promise';
import { PageCollector, TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import type { SqlPage, SqlRequest } from '../sql/engine';
import { type Column, toColumn, toJson, toParameter } from './values';

/** Beyond this many rows or bytes after a full page, the server is told to stop. */
const RUNAWAY_FACTOR = 2;

type Page = SqlPage & { isBroken: boolean };

/**
 * One statement of a caller over the prepared protocol, which takes exactly one. Rows are read as they come: those of
 * former pages are passed over, those that no longer fit are dropped, and the server is stopped when it goes on.
 */
export function readPage(connection: mysql.PoolConnection, request: SqlRequest, stop: () => void): Promise<Page> {
  const { sql, params, offset, limits } = request;
  const core = connection.connection as unknown as Connection; // rows as they come are told of by events alone
  const collector = new PageCollector<SqlPage['rows'][number]>(limits);
  let columns: Column[] = [];
  let affectedRows: number | null = null;
  let seen = 0;
  let hasStopped = false;

  return new Promise((resolve, reject) => {
    const finish = () => {
      const { rows, isFull } = collector;
      if (isFull && rows.length === 0) reject(new Refusal(TOO_WIDE));
      else
        resolve({
          columns: columns.map(({ name, type }) => ({ name, type })),
          rows,
          hasMore: isFull,
          affectedRows,
          isBroken: hasStopped,
        });
    };
    const statement = core.execute(sql, params.map(toParameter));
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
        const values = row.map((value, at) => toJson(value, columns[at] ?? { name: '', type: 'text', length: 0 }));
        collector.add(values, JSON.stringify(values).length);
      } else if (!hasStopped && seen > offset + collector.rows.length * RUNAWAY_FACTOR) {
        hasStopped = true;
        stop();
        finish(); // what is still on its way is not waited for
      }
    });
    statement.on('error', reject);
    statement.on('end', finish);
  });
}
