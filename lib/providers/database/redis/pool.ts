import { chooseTarget } from '../dial';
import type { DatabaseIo } from '../kind';
import { RedisConnection } from './connection';
import { callFailure, connectionFailure } from './failures';
import type { RedisSettings } from './settings';

const MAX_CONNECTIONS = 4;

/** What a call may do with the connection it was lent. */
export type RedisClient = Pick<RedisConnection, 'sendCommand'>;

/** A few connections, made when needed. One of them serves one call at a time, so that cutting it harms no other. */
export class RedisPool {
  private readonly idle: RedisConnection[] = [];
  private readonly waiting: (() => void)[] = [];
  private leased = 0;
  private isClosed = false;

  constructor(
    private readonly settings: RedisSettings,
    private readonly io: DatabaseIo,
  ) {}

  async lease<Value>(
    signal: AbortSignal,
    use: (client: RedisClient) => Promise<Value>,
    { keep = true }: { keep?: boolean } = {},
  ): Promise<Value> {
    await this.turn();
    try {
      signal.throwIfAborted();
      const client = await this.take(signal);
      return await this.lend(client, { signal, use, keep });
    } finally {
      this.next();
    }
  }

  close(): void {
    this.isClosed = true;
    for (const client of this.idle.splice(0)) client.destroy();
  }

  private async lend<Value>(
    client: RedisConnection,
    { signal, use, keep }: { signal: AbortSignal; use: (client: RedisClient) => Promise<Value>; keep: boolean },
  ): Promise<Value> {
    // Cutting the connection is how Redis is told to stop: it drops what a client that is gone was waiting for.
    const cut = () => client.destroy();
    signal.addEventListener('abort', cut, { once: true });
    try {
      signal.throwIfAborted();
      return await use(client);
    } catch (error) {
      throw callFailure(error);
    } finally {
      signal.removeEventListener('abort', cut);
      if (client.isReady && keep && !this.isClosed) this.idle.push(client);
      else client.destroy();
    }
  }

  private async turn(): Promise<void> {
    if (this.leased < MAX_CONNECTIONS) this.leased++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits longest takes the place over. */
  private next(): void {
    const waiting = this.waiting.shift();
    if (waiting) waiting();
    else this.leased--;
  }

  private async take(signal: AbortSignal): Promise<RedisConnection> {
    for (let client = this.idle.pop(); client; client = this.idle.pop()) if (client.isReady) return client;
    const target = await chooseTarget(this.io.resolveHost, this.settings.host);
    try {
      return await RedisConnection.open(target, this.settings, signal);
    } catch (error) {
      throw connectionFailure(error, this.settings);
    }
  }
}
