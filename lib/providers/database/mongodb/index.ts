import { tryOut } from '../failure';
import type { DatabaseIo, DatabaseSession } from '../kind';
import { defineKind } from '../kind';
import { callTool } from '../tool';
import { MongoServer } from './server';
import { MongoSettings, readSeeds } from './settings';
import { mongoTools } from './tools';

export const mongodb = defineKind({
  id: 'mongodb',
  name: 'MongoDB',
  fields: MongoSettings,
  summarise({ connection_string, database }) {
    const { hosts, srv, tls, username, database: named } = readSeeds(connection_string);
    const shown = hosts.map(({ host }) => host).join(', ');
    return {
      host: shown,
      port: srv ? null : (hosts[0]?.port ?? null),
      database: database ?? named,
      username,
      ssl: tls,
    };
  },
  open,
});

function open(settings: MongoSettings, io: DatabaseIo): DatabaseSession {
  const server = new MongoServer(settings, io);
  const tools = mongoTools(server, settings);
  return {
    test: (caller) => tryOut(caller, (signal) => server.test(signal)),
    checkRole: (signal) => server.checkRole(signal),
    listTools: () => tools.map(({ definition }) => definition),
    callTool: (call) => callTool(tools, call),
    close: () => server.close(),
  };
}
