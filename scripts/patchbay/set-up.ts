import { parseArgs } from 'node:util';
import { type Prepared, prepareApps } from '@/lib/domain/catalogue/prepare-apps';
import { syncCatalogue } from '@/lib/domain/catalogue/sync-catalogue';
import { getSync } from '@/lib/domain/catalogue/sync-state';
import { subscribeToProviders } from '@/lib/domain/connect/provider-webhooks';
import { findWorkspaceId } from '@/lib/domain/identity/workspaces';
import { listProviders } from '@/lib/providers/registry';
import { step } from '../lib/progress';
import { Stop } from '../lib/stop';
import type { Command } from './commands';
import { withInstallation } from './installation';
import { table } from './table';

export const setUp: Command = {
  usage: '[app …] [--workspace slug]',
  does: 'Auth configs and MCP servers for the apps named here and in COMPOSIO_AUTH_CONFIG_*. Safe to run again.',

  run: (args) =>
    withInstallation(async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { workspace: { type: 'string' } },
      });
      const workspaceId = await findWorkspaceId(values.workspace);
      if (!workspaceId) throw new Stop('There is no such workspace; open the product once and make the first one.');
      await readCatalogues();
      const prepared = await step('Setting up', () => prepareApps({ workspaceId }, positionals));
      if (prepared.length === 0) {
        throw new Stop('Nothing to set up: name apps, or set COMPOSIO_API_KEY and COMPOSIO_AUTH_CONFIG_<APP>.');
      }
      console.log(table(prepared.map(toRow)));
      await subscribeToProviders();
      if (prepared.some(({ outcome }) => outcome === 'failed')) throw new Stop('Some apps could not be set up.');
    }),
};

/** An app has to be known before anything can be made for it. */
async function readCatalogues(): Promise<void> {
  for (const { id, name } of listProviders()) {
    if ((await getSync(id)).state === 'done') continue;
    await step(`Catalogue of ${name}`, () => syncCatalogue(id)).catch((error: Error) =>
      console.log(`  ${error.message}`),
    );
  }
}

function toRow({ app, provider, authConfig, mcpServer, outcome, failure }: Prepared): Record<string, string> {
  return { app, provider, 'auth config': authConfig ?? '', 'MCP server': mcpServer ?? '', outcome: failure ?? outcome };
}
