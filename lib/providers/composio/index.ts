import { defineProvider } from '../provider';
import { isWithoutAccount } from '../upstream/no-account';
import { checkGrant, removeAccount } from './account';
import { AuthConfigs } from './auth-configs';
import { callTool } from './call';
import { lazyClient } from './client';
import { completeSession, finishConnection, listAttemptAccounts, startConnection } from './connect';
import { mcpServers } from './mcp';
import { McpServerRecords } from './mcp-servers';
import { setUp } from './set-up';
import { ComposioSettings, sandboxSettings, settingsFrom } from './settings';
import { listToolkits } from './toolkits';
import { listToolkitTools } from './tools';
import { webhooks } from './webhooks';

export const composio = defineProvider({
  id: 'composio',
  name: 'Composio',
  kind: 'oauth',
  credentials: ['COMPOSIO_API_KEY'],
  schema: ComposioSettings,
  settings: settingsFrom,
  sandboxSettings,

  open(settings, io) {
    const client = lazyClient(settings, io.fetch);
    const authConfigs = new AuthConfigs(client);
    const records = new McpServerRecords(client);

    return {
      listApps: async (page) => listToolkits(await client(), page),
      listAppTools: async (app, signal) => listToolkitTools(await client(), app.slug, signal),
      startConnection: (request) => startConnection({ settings, client, authConfigs }, request),
      finishConnection: (request) => finishConnection({ settings, client, authConfigs }, request),
      completeSession: (request) => completeSession({ settings, client, authConfigs }, request),
      listAttemptAccounts: (request) => listAttemptAccounts({ settings, client, authConfigs }, request),

      async checkConnection(account, signal) {
        if (isWithoutAccount(account.app)) return { status: 'connected', expiresAt: null };
        return checkGrant(await client(), account, signal);
      },

      async removeConnection(account, signal, how) {
        if (isWithoutAccount(account.app)) return;
        await removeAccount(await client(), account, signal, how?.replaced ?? false);
      },

      listTools: async (account, signal) => (await listToolkitTools(await client(), account.app.slug, signal)).tools,
      callTool: async (account, call) => callTool(await client(), account, call),
      mcp: mcpServers({ settings, client, authConfigs, records, io }),
      setUp: setUp({ settings, authConfigs, records }),
      webhooks: webhooks(client),

      async close() {}, // nothing is held open between requests
    };
  },
});
