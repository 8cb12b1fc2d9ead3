import { defineProvider } from '../provider';
import { slugOf } from '../upstream/ids';
import { isWithoutAccount } from '../upstream/no-account';
import { toToolDefinition } from '../upstream/tools-over-mcp';
import { checkGrant, removeAccount } from './account';
import { listApps } from './apps';
import { callTool } from './call';
import { createClients } from './clients';
import { finishConnection, listAttemptAccounts, startConnection } from './connect';
import { McpClients } from './mcp-clients';
import { isOfApp, mcpServers } from './mcp-servers';
import { PipedreamSettings, sandboxSettings, settingsFrom } from './settings';
import { listComponents } from './tools';

export const pipedream = defineProvider({
  id: 'pipedream',
  name: 'Pipedream',
  kind: 'oauth',
  credentials: ['PIPEDREAM_CLIENT_ID', 'PIPEDREAM_CLIENT_SECRET', 'PIPEDREAM_PROJECT_ID'],
  schema: PipedreamSettings,
  settings: settingsFrom,
  sandboxSettings,

  open(settings, io) {
    const clients = createClients(settings, io);
    const mcp = new McpClients(settings, clients);

    return {
      listApps: (page) => listApps(clients, page),
      listAppTools: (app, signal) => listComponents(clients, app.slug, signal),
      startConnection: (request) => startConnection(clients, request),
      finishConnection: (request) => finishConnection(clients, request),
      listAttemptAccounts: (request) => listAttemptAccounts(clients, request),

      async checkConnection(account, signal) {
        if (isWithoutAccount(account.app)) return { status: 'connected', expiresAt: null };
        return checkGrant(clients, account, signal);
      },

      async removeConnection(account, signal) {
        await mcp.close(account.profileId);
        if (!isWithoutAccount(account.app)) await removeAccount(clients, account, signal);
      },

      /** The catalogue describes a tool the same way before and after connecting; the server says which can be run. */
      async listTools(account, signal) {
        const [described, offered] = await Promise.all([
          listComponents(clients, slugOf(account.app.slug), signal),
          mcp.of(account).listTools(signal),
        ]);
        const byName = new Map(described.tools.map((tool) => [tool.name.toLowerCase(), tool]));
        return offered.filter(isOfApp).map((tool) => byName.get(tool.name.toLowerCase()) ?? toToolDefinition(tool));
      },

      callTool: (account, call) => callTool(clients, mcp, account, call),
      mcp: mcpServers({ settings, clients, mcp }),
      close: (profileId) => mcp.close(profileId),
    };
  },
});
