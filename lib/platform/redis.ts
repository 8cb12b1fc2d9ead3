import { env } from './env';
import { log } from './log';
import { once } from './once';
import { TooLate, within } from './within';

/** Long for a counter, short for whoever waits for it. */
const LIMIT_MS = 500;
/** A connection on which not even a ping was answered is dead. */
const PING_EVERY_MS = 4_000;
const MAX_SILENCE_MS = 10_000;

/** Shared limits between machines; null when the operator gave no Redis. The driver is loaded for those who gave one. */
export async function redis() {
  const url = env().REDIS_URL;
  if (!url) return null;
  const { createClient } = await import('redis');
  return once('redis', () => {
    const client = createClient({
      url,
      disableOfflineQueue: true,
      pingInterval: PING_EVERY_MS,
      socket: { connectTimeout: 2_000, socketTimeout: MAX_SILENCE_MS },
    });
    client.on('error', (cause) => log().warn({ cause }, 'Redis does not answer'));
    connect(client);
    return client;
  });
}

/**
 * What Redis says, if it says it soon. One that hangs is connected to anew: until that succeeds, whatever is asked of it
 * fails at once.
 */
export async function soon<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await within(LIMIT_MS, answer);
  } catch (error) {
    if (!(error instanceof TooLate)) throw error;
    const client = await redis();
    if (client?.isReady) {
      client.destroy();
      connect(client);
    }
    throw error;
  }
}

/** It reports its failures as events and tries again by itself. */
function connect(client: { connect(): Promise<unknown> }): void {
  client.connect().catch(() => {});
}
