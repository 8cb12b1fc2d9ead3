import { createClient, RESP_TYPES } from 'redis';
import { chooseTarget, tlsOptions } from '../dial';
import type { DatabaseIo } from '../kind';
import { connectionFailure } from './failures';
import type { RedisSettings } from './settings';

const CONNECT_MS = 8000;
const MOST_CONNECTIONS = 4;

/** Nothing is decided by the driver about what bytes mean, or how large a number may be. */
const EXACT = {
  [RESP_TYPES.BLOB_STRING]: Buffer,
  [RESP_TYPES.NUMBER]: String,
  [RESP_TYPES.BIG_NUMBER]: String,
  [RESP_TYPES.MAP]: Map,
};

export type RedisClient = {
  sendCommand(args: (string | Buffer)[]): Promise<unknown>;
  destroy(): void;
  isReady: boolean;
};

/** A few connections, made when needed. One of them serves one call at a time, so that cutting it harms no other. */
export class RedisPool {
  private readonly idle: RedisClient[] = [];
  private readonly waiting: (() => void)[] = [];
  private leased = 0;
  private isClosed = false;

  constructor(
    private readonly settings: RedisSettings,
    private readonly io: DatabaseIo,
  ) {}

  async lease<Value>(signal: AbortSignal, use: (client: RedisClient) => Promise<Value>): Promise<Value> {
    await this.turn();
    const client = await this.take().catch((error) => {
      this.next();
      throw error;
    });
    // Cutting the connection is how Redis is told to stop: it drops what a client that is gone was waiting for.
    const cut = () => client.destroy();
    signal.addEventListener('abort', cut, { once: true });
    try {
      return await use(client);
    } finally {
      signal.removeEventListener('abort', cut);
      if (client.isReady && !this.isClosed) this.idle.push(client);
      else if (client.isReady) client.destroy();
      this.next();
    }
  }

  close(): void {
    this.isClosed = true;
    for (const client of this.idle.splice(0)) if (client.isReady) client.destroy();
  }

  private async turn(): Promise<void> {
    if (this.leased >= MOST_CONNECTIONS) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.leased++;
  }

  private next(): void {
    this.leased--;
    this.waiting.shift()?.();
  }

  private async take(): Promise<RedisClient> {
    for (let client = this.idle.pop(); client; client = this.idle.pop()) if (client.isReady) return client;
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    const { port, username, password, database, ssl, ca } = this.settings;
    const where = { host: target.address, port, connectTimeout: CONNECT_MS, reconnectStrategy: false as const };
    const client = createClient({
      RESP: 3,
      ...(username && { username }),
      ...(password && { password }),
      database,
      name: 'patchbay',
      disableClientInfo: true,
      disableOfflineQueue: true,
      maintNotifications: 'disabled', // with them, a server could send us to another address
      socket: ssl ? { ...tlsOptions(target, ca), ...where, tls: true } : where,
    });
    let first: unknown; // says more than what the driver throws in the end
    client.on('error', (error) => {
      first ??= error;
    });
    try {
      await client.connect();
    } catch (error) {
      if (client.isOpen) client.destroy();
      throw connectionFailure(first ?? error, this.settings);
    }
    return client.withTypeMapping(EXACT) as unknown as RedisClient;
  }
}
