import { defineKind } from '../kind';
import { openSqlSession } from '../sql/session';
import { MySqlEngine } from './engine';
import { findMistakes, MySqlSettings, readConnectionString } from './settings';

export const mysql = defineKind({
  id: 'mysql',
  name: 'MySQL / MariaDB',
  fields: MySqlSettings,
  readConnectionString,
  findMistakes,
  summarise: ({ host, port, database, username, ssl }) => ({ host, port, database, username, ssl }),
  open: (settings, io) => openSqlSession(new MySqlEngine(settings, io), settings),
});
