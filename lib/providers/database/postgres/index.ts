import { defineKind } from '../kind';
import { openSqlSession } from '../sql/session';
import { PostgresEngine } from './engine';
import { findMistakes, PostgresSettings, readConnectionString } from './settings';

export const postgres = defineKind({
  id: 'postgres',
  name: 'PostgreSQL',
  fields: PostgresSettings,
  readConnectionString,
  findMistakes,
  summarise: ({ host, port, database, username, ssl }) => ({ host, port, database, username, ssl }),
  open: (settings, io) => openSqlSession(new PostgresEngine(settings, io), settings),
});
