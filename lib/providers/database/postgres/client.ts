import pg from 'pg';
import { GRACE_MS } from '../deadline';
import { limitMessages } from './message-limit';

/** A connection to a database of a user, whose server may fail, freeze or misbehave at any moment. */
export class PostgresClient extends pg.Client {
  /** The server's own number of this session; the driver's types leave it out. */
  declare readonly processID: number;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A lost connection also fails the query that waits on it. Unheard, the event would end the process.
    this.on('error', () => {});
    limitMessages(this.connection);
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | undefined {
    this.cutAfter(GRACE_MS);
    if (!callback) return super.end();
    super.end(callback);
    return undefined;
  }

  /** Says no goodbye: for a connection that is broken, or whose server does not listen. */
  cut(): void {
    this.connection.stream.destroy();
  }

  /** Cuts the connection unless it ends before. The returned function takes that back. */
  cutAfter(ms: number): () => void {
    const timer = setTimeout(() => this.cut(), ms);
    timer.unref();
    const forget = () => {
      clearTimeout(timer);
      this.off('end', forget);
    };
    this.once('end', forget);
    return forget;
  }
}
