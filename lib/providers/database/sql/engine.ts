import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { NewReader, TestResult } from '../kind';
import type { Limits } from '../page';
import type { Lexer } from './tokens';

export type SqlRequest = {
  sql: string;
  params: Json[];
  mode: 'read' | 'write';
  /** Rows of former pages, which the server skips. */
  offset: number;
  limits: Pick<Limits, 'rows' | 'bytes'>;
  signal: AbortSignal;
};

export type SqlPage = {
  columns: { name: string; type: string }[];
  rows: Json[][];
  hasMore: boolean;
  affectedRows: number | null;
};

/** What PostgreSQL and MySQL have in common, for the tools above them. */
export type SqlEngine = {
  lex: Lexer;
  placeholder(position: number): string;
  test(signal: AbortSignal): Promise<TestResult>;
  checkRole?(signal: AbortSignal): Promise<DatabaseRole>;
  createReader?(reader: NewReader, signal: AbortSignal): Promise<void>;
  /** A statement of a caller: refused unless it only does what its mode says. */
  run(request: SqlRequest): Promise<SqlPage>;
  /** A statement of our own, which reads. */
  ask(request: SqlRequest): Promise<SqlPage>;
  explain(sql: string): string;
  catalogue: SqlCatalogue;
  /** The server's own words on a statement that failed, and where in it; null when something else went wrong. */
  statementFailure(error: Error, sql?: string): string | null;
  close(): Promise<void>;
};

/** Statements over the server's own catalogue. Each takes the parameters named beside it. */
export type SqlCatalogue = {
  /** $1 part of a name, or null → schema, name, type, row_estimate, comment */
  tables: string;
  /** $1 table, $2 schema or null → schema, name, type, row_estimate, comment */
  table: string;
  /** $1 schema, $2 table → name, type, nullable, default, comment */
  columns: string;
  /** $1 schema, $2 table → name, kind, columns (JSON), definition or references */
  keys: string;
  /**
   * What a server tells of its tables only by opening them. `isNear` says which of the listed ones it has itself; of the
   * others nothing more is asked. Absent where listing tells it all.
   */
  opened?: {
    isNear(listed: JsonObject): boolean;
    /** → schema, name, row_estimate */
    estimates(near: JsonObject[]): { sql: string; params: Json[] };
  };
};
