import * as z from 'zod';
import { isDeliverySigned } from '@/lib/platform/seal/delivery';
import type { ProviderWebhooks, Subscription } from '../provider';
import { ask } from '../upstream/ask';
import { type ComposioClient, SERVICE } from './client';
import { readAllPages } from './pages';

const PATH = '/api/v3.1/webhook_subscriptions';
/** The only thing that the service tells of by itself about a connection. */
const EVENTS = ['composio.connected_account.expired'];

const Id = z.string().regex(/^[\w-]+$/);
const Found = z.object({ id: Id, webhook_url: z.string(), enabled_events: z.array(z.string()).nullish() });
const WithSecret = z.object({ id: Id, secret: z.string().min(16) });

/** The shapes in which an event names its connection; anything else names none. */
const Event = z.object({
  data: z
    .object({ id: z.string(), connected_account_id: z.string(), connected_account: z.object({ id: z.string() }) })
    .partial(),
});

export function webhooks(client: () => Promise<ComposioClient>): ProviderWebhooks {
  return {
    /** One subscription for one address, whoever made it. The secret is told at its making only, else it is renewed. */
    async subscribe({ url, known, signal }) {
      const service = await client();
      const found = await find(service, url, known, signal);
      if (!found) return create(service, url, signal);
      await adjust(service, found, url, signal);
      return known?.id === found.id ? known : renewSecret(service, found.id, signal);
    },

    read(delivery, secret) {
      if (!isDeliverySigned(delivery, secret)) return null;
      const { data } = Event.safeParse(toJson(delivery.text)).data ?? {};
      const ids = [data?.id, data?.connected_account_id, data?.connected_account?.id];
      return ids.filter((id) => id !== undefined);
    },
  };
}

async function find(client: ComposioClient, url: string, known: Subscription | null, signal: AbortSignal) {
  const items = await readAllPages(signal, (cursor, bounded) =>
    client.get(PATH, { query: { limit: 50, ...(cursor && { cursor }) }, signal: bounded }),
  );
  const subscriptions = items.flatMap((item) => Found.safeParse(item).data ?? []);
  return (
    subscriptions.find(({ id }) => id === known?.id) ?? subscriptions.find(({ webhook_url }) => webhook_url === url)
  );
}

function create(client: ComposioClient, url: string, signal: AbortSignal): Promise<Subscription> {
  const body = { webhook_url: url, enabled_events: EVENTS, version: 'V3' };
  return ask(SERVICE, signal, async (bounded) => WithSecret.parse(await client.post(PATH, { body, signal: bounded })));
}

/** After a move to another address. Events that somebody added at the service stay. */
async function adjust(
  client: ComposioClient,
  { id, webhook_url, enabled_events }: z.infer<typeof Found>,
  url: string,
  signal: AbortSignal,
): Promise<void> {
  const events = enabled_events ?? [];
  const missing = EVENTS.filter((event) => !events.includes(event));
  if (webhook_url === url && missing.length === 0) return;
  const body = { webhook_url: url, enabled_events: [...events, ...missing] };
  await ask(SERVICE, signal, (bounded) => client.patch(`${PATH}/${id}`, { body, signal: bounded }));
}

async function renewSecret(client: ComposioClient, id: string, signal: AbortSignal): Promise<Subscription> {
  const { secret } = await ask(SERVICE, signal, async (bounded) =>
    WithSecret.pick({ secret: true }).parse(await client.post(`${PATH}/${id}/rotate_secret`, { signal: bounded })),
  );
  return { id, secret };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
