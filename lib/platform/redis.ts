import { createClient } from 'redis';
import { env } from './env';
import { log } from './log';
import { once } from './once';

/** Shared limits between machines; null when the operator gave no Redis. */
export function redis() {
  const url = env().REDIS_URL;
  if (!url) return null;
  return once('redis', () => {
    const client = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 2_000 } });
    client.on('error', (cause) => log().warn({ cause }, 'Redis does not answer'));
    client.connect().catch(() => {}); // it reports through the event above and tries again by itself
    return client;
  });
}
