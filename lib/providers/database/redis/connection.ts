import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Target, tlsOptions } from '../dial';
import { ConnectionLost, ErrorReply, UnreadableReply } from './replies';
import { ReplyReader } from './reply-reader';
import type { RedisSettings } from './settings';

const CONNECT_MS = 8000;
const CRLF = '\r\n';

type Waiting = { resolve(reply: unknown): void; reject(error: Error): void };

/**
 * One connection, which answers in the order it is asked. It never comes back by itself: whatever goes wrong ends it,
 * fails what waits, and stays its last word.
 */
export class RedisConnection {
  private readonly waiting: Waiting[] = [];
  private failure: Error | null = null;

  private constructor(private readonly socket: Socket) {
    const reader = new ReplyReader((reply) => this.answer(reply));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy(new ConnectionLost('The connection was closed.')));
    socket.on('data', (chunk: Buffer) => {
      try {
        // Nothing was asked for: what speaks first is no Redis.
        if (this.waiting.length === 0) throw new UnreadableReply();
        reader.write(chunk);
      } catch (error) {
        this.destroy(error instanceof Error ? error : new UnreadableReply());
      }
    });
  }

  /** Dials the address that was checked, signs in and chooses the database. */
  static async open(target: Target, settings: RedisSettings, signal: AbortSignal): Promise<RedisConnection> {
    const where = { host: target.address, port: settings.port, noDelay: true, keepAlive: true };
    // The name that TLS asks for comes with its options; the address that is dialled is ours.
    const socket = settings.ssl ? connectTls({ ...tlsOptions(target, settings.ca), ...where }) : connect(where);
    const connection = new RedisConnection(socket);
    const giveUp = setTimeout(() => connection.destroy(new ConnectionLost('timeout')), CONNECT_MS);
    const hangUp = () => connection.destroy();
    signal.addEventListener('abort', hangUp, { once: true });
    try {
      await connection.greet(settings);
      return connection;
    } catch (error) {
      connection.destroy();
      throw error;
    } finally {
      clearTimeout(giveUp);
      signal.removeEventListener('abort', hangUp);
    }
  }

  get isReady(): boolean {
    return this.failure === null;
  }

  sendCommand(words: (string | Buffer)[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      this.waiting.push({ resolve, reject });
      this.socket.write(encode(words));
    });
  }

  destroy(error: Error = new ConnectionLost('The connection was closed.')): void {
    this.failure ??= error;
    this.socket.destroy();
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }

  private answer(reply: unknown): void {
    const next = this.waiting.shift();
    if (!next) throw new UnreadableReply();
    if (reply instanceof ErrorReply) next.reject(reply);
    else next.resolve(reply);
  }

  private async greet({ username, password, database }: RedisSettings): Promise<void> {
    const credentials = password === undefined ? [] : ['AUTH', username ?? 'default', password];
    await this.sendCommand(['HELLO', '3', ...credentials, 'SETNAME', 'patchbay']);
    if (database !== 0) await this.sendCommand(['SELECT', String(database)]);
    // Reading is not to look like use to what decides which keys are dropped; servers before 7.2 do not know it.
    await this.sendCommand(['CLIENT', 'NO-TOUCH', 'ON']).catch((error) => {
      if (!(error instanceof ErrorReply)) throw error;
    });
  }
}

/** Each word travels with its length, so that nothing in it can be taken for another command. */
function encode(words: (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from(`*${words.length}${CRLF}`)];
  for (const word of words) {
    const bytes = typeof word === 'string' ? Buffer.from(word) : word;
    parts.push(Buffer.from(`$${bytes.length}${CRLF}`), bytes, Buffer.from(CRLF));
  }
  return Buffer.concat(parts);
}
