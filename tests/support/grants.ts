import { PipedreamClient } from '@pipedream/sdk';
import { composioAt } from '@/tests/sandbox/composio-client';

/** What a provider itself says it holds of somebody: the ids of live accounts, asked with its own client. */
export async function grantsOf(url: string, provider: string, externalUserId: string): Promise<string[]> {
  if (provider === 'composio') {
    const raw = composioAt(url, 'ak_sandbox').getClient();
    const { items } = await raw.connectedAccounts.list({ user_ids: [externalUserId], statuses: ['ACTIVE'] });
    return items.map(({ id }) => id);
  }
  const project = { clientId: 'sandbox', clientSecret: 'sandbox', projectId: 'proj_sandbox' };
  const client = new PipedreamClient({ ...project, baseUrl: `${url}/pipedream`, projectEnvironment: 'development' });
  return (await client.accounts.list({ externalUserId })).data.map(({ id }) => id);
}
