import * as z from 'zod';
import { ask } from '../upstream/ask';
import type { ComposioAccount } from './account';
import { type ComposioClient, SERVICE } from './client';
import { getToolkit } from './toolkits';

const NAMES = ['displayName', 'email', 'emailAddress', 'user_email', 'login', 'username', 'name'];
const Proxied = z.object({ status: z.number(), data: z.record(z.string(), z.unknown()) });

/**
 * Who the person is at the app: what the account says, else what the app's own "who am I" says. A name is a courtesy,
 * so not getting one never fails a connection.
 */
export async function identityOf(
  client: ComposioClient,
  account: ComposioAccount,
  signal: AbortSignal,
): Promise<string | null> {
  return nameIn(account.state?.val ?? {}) ?? (await askTheApp(client, account, signal).catch(() => null));
}

async function askTheApp(
  client: ComposioClient,
  account: ComposioAccount,
  signal: AbortSignal,
): Promise<string | null> {
  const { get_current_user_endpoint: endpoint } = await getToolkit(client, account.toolkit.slug, signal);
  if (!endpoint) return null;
  const { status, data } = await ask(SERVICE, signal, async (bounded) =>
    Proxied.parse(
      await client.tools.proxy({ connected_account_id: account.id, endpoint, method: 'GET' }, { signal: bounded }),
    ),
  );
  return status < 300 ? nameIn(data) : null;
}

function nameIn(values: Record<string, unknown>): string | null {
  const found = NAMES.map((name) => values[name]).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found.slice(0, 200) : null;
}
