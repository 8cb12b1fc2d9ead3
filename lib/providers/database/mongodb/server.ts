import type { Db, MongoClient } from 'mongodb';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { onAbort } from '../deadline';
import type { DatabaseIo, TestResult } from '../kind';
import { openClient, unlessUnreachable } from './client';
import { callFailure, connectionFailure } from './failures';
import { checkRole } from './role';
import { type MongoSettings, readSeeds } from './settings';

const TEST_MS = 8000;

/** One client, opened at the first use; its pool is the driver's own. */
export class MongoServer {
  private opened: Promise<MongoClient> | null = null;
  private calls = 0;
  private readonly database: string;

  constructor(
    private readonly settings: MongoSettings,
    private readonly io: DatabaseIo,
  ) {
    this.database = settings.database ?? readSeeds(settings.connection_string).database;
  }

  async test(signal: AbortSignal): Promise<TestResult> {
    const startedAt = performance.now();
    const client = await this.connect();
    try {
      // Also tells whether this user may see the database at all.
      const limits = { signal, maxTimeMS: TEST_MS };
      await client
        .db(this.database)
        .listCollections({}, { nameOnly: true, batchSize: 10, ...limits })
        .hasNext();
      const build = await client.db('admin').command({ buildInfo: 1 }, limits);
      const product = build.ferretdb
        ? 'FerretDB'
        : /documentdb/i.test(JSON.stringify(build))
          ? 'DocumentDB'
          : 'MongoDB';
      return {
        latencyMs: Math.round(performance.now() - startedAt),
        server: { product, version: String(build.version) },
      };
    } catch (error) {
      throw connectionFailure(error);
    }
  }

  async checkRole(signal: AbortSignal): Promise<DatabaseRole> {
    return checkRole(await this.connect(), signal);
  }

  async use<Value>(signal: AbortSignal, run: (db: Db, comment: string) => Promise<Value>): Promise<Value> {
    const client = await this.connect();
    this.calls++;
    const comment = `patchbay ${this.calls} ${Date.now().toString(36)}`;
    const forget = onAbort(signal, () => void kill(client, comment).catch(() => {}));
    try {
      return await unlessUnreachable(client, () => run(client.db(this.database), comment));
    } catch (error) {
      throw callFailure(error) ?? error;
    } finally {
      forget();
    }
  }

  async close(): Promise<void> {
    const opened = await this.opened?.catch(() => null);
    this.opened = null;
    await opened?.close();
  }

  private async connect(): Promise<MongoClient> {
    this.opened ??= openClient(this.settings, this.io);
    const client = await this.opened.catch((error) => {
      this.opened = null;
      throw error;
    });
    try {
      return await unlessUnreachable(client, () => client.connect());
    } catch (error) {
      await this.close().catch(() => {});
      throw connectionFailure(error);
    }
  }
}

/** The driver drops its connection, which a server notices; where it may, it also ends the operation by its comment. */
async function kill(client: MongoClient, comment: string): Promise<void> {
  const admin = client.db('admin');
  const { inprog = [] } = await admin.command({ currentOp: 1, 'command.comment': comment });
  for (const { opid } of inprog) await admin.command({ killOp: 1, op: opid });
}
