import type { SavedQuery } from '@/lib/contracts/saved-query';
import { tryOut } from '../failure';
import type { DatabaseSession } from '../kind';
import { limitsOf } from '../page';
import { callTool } from '../tool';
import type { SqlEngine } from './engine';
import { sqlTools } from './tools';

type Settings = {
  connection_name: string;
  allow_writes: boolean;
  saved_queries: SavedQuery[];
  max_rows: number;
  max_bytes: number;
  timeout_s: number;
};

export function openSqlSession(engine: SqlEngine, settings: Settings): DatabaseSession {
  const { connection_name: name, allow_writes, saved_queries } = settings;
  const tools = sqlTools(engine, name, { allow_writes, saved_queries, limits: limitsOf(settings) });
  const createReader = engine.createReader?.bind(engine);
  return {
    test: (signal) => tryOut(signal, (limited) => engine.test(limited)),
    checkRole: engine.checkRole?.bind(engine),
    createReader: createReader && ((reader, signal) => tryOut(signal, (limited) => createReader(reader, limited))),
    listTools: () => tools.map(({ definition }) => definition),
    callTool: (call) => callTool(tools, call),
    close: () => engine.close(),
  };
}
