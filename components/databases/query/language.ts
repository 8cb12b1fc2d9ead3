import type { SchemaEntry } from '@/hooks/schema-entries';
import type { DatabaseDetails } from '@/lib/contracts/database';
import type { JsonObject } from '@/lib/contracts/json';
import { mongoLanguage, redisLanguage } from './json-language';
import { sqlLanguage } from './sql-language';

/** A query as it is written, and the values of its parameters. */
export type Draft = { text: string; values: JsonObject };

/** How a kind of database is asked: what is typed, and what its query tool takes. */
export type QueryLanguage = {
  id: 'sql' | 'json';
  /** How identifiers and completions are written; nothing else in the pages asks which kind it is. */
  dialect: 'postgres' | 'mysql' | 'mongodb' | 'redis';
  canExplain: boolean;
  parametersIn(text: string): string[];
  /** The input of the query tool. Throws a SyntaxError for text that cannot be one. */
  toInput(draft: Draft): JsonObject;
  fromInput(input: JsonObject): Draft;
  /** As a saved query keeps it. */
  toStatement(text: string): string | JsonObject;
  fromStatement(statement: string | JsonObject): string;
  /** A first look at something of the schema. */
  starter(entry: SchemaEntry): string;
};

export function languageOf({ db_type, database }: Pick<DatabaseDetails, 'db_type' | 'database'>): QueryLanguage {
  if (db_type === 'mongodb') return mongoLanguage;
  if (db_type === 'redis') return redisLanguage;
  return sqlLanguage(db_type === 'mysql' ? 'mysql' : 'postgres', database);
}
