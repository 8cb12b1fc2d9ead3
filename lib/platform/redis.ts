import { env } from './env';
import { log } from './log';
import { once } from './once';

/** Shared limits between machines; null when the operator gave no Redis. The driver is loaded for those who gave one. */
export async function redis() {
  const url = env().REDIS_URL;
  if (!url) return null;
  const { createClient } = await import('redis');
  return once('redis', () => {
    const client = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 2_000 } });
    client.on('error', (cause) => log().warn({ cause }, 'Redis does not answer'));
    client.connect().catch(() => {}); // it reports through the event above and tries again by itself
    return client;
  });
}
