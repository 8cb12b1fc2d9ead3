import { BSON, type Document } from 'mongodb';

import { mongoAdmin } from '../admins';
import { layBait, MARK } from '../canary';
import { subjectOn } from '../subjects';
import { readCorpus } from './corpus';
import { runSetup, TIMEOUT_S } from './run';
import { directSession, type Target } from './target';

const { EJSON } = BSON;
const DATABASE = 'attacks';
const OTHER = 'attacks_other';

export async function mongoTarget(): Promise<Target> {
  const subject = subjectOn('mongodb', DATABASE);
  const bait = layBait();
  let admin = await mongoAdmin(subject.server, DATABASE);

  async function start(): Promise<void> {
    await admin.close();
    const other = await mongoAdmin(subject.server, OTHER);
    await other.db.collection<{ _id: number; note: string }>('secrets').insertOne({ _id: 1, note: MARK });
    await other.close();
    await (await mongoAdmin(subject.server, 'attack_db')).close();
    admin = await mongoAdmin(subject.server, DATABASE);
    const { db } = admin;
    await runSetup(readCorpus<Document>('mongodb').setup, (command) => db.command(EJSON.deserialize(command)));
  }

  await start();

  return {
    open: () => subject.open({ timeout_s: TIMEOUT_S }),
    openDirectly: () =>
      directSession(
        async ({ collection, pipeline }) => {
          const found = await admin.db
            .collection(String(collection))
            .aggregate(pipeline as Document[])
            .toArray();
          return JSON.parse(EJSON.stringify({ found }));
        },
        async () => {},
      ),
    values: () => ({ file: bait.file, out: bait.out, long: 'x'.repeat(255) }),
    secrets: () => [MARK],
    async read() {
      const { db } = admin;
      const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
      const collections = await Promise.all(
        names.map(async (name) => [name, EJSON.stringify(await db.collection(name).find().toArray())]),
      );
      const { databases } = await db.admin().listDatabases({ nameOnly: true });
      return {
        collections: Object.fromEntries(collections),
        indexes: await db.collection('canary').indexes(),
        databases: databases
          .map(({ name }) => name)
          .filter((name) => name.startsWith('attack'))
          .sort(),
        files: bait.wasWritten(),
        polluted: Object.keys({}).length + Object.keys(Object.prototype).length,
      };
    },
    readSession: async () => ({}),
    async restore() {
      bait.empty();
      await start();
    },
    async close() {
      await admin.db.dropDatabase();
      await admin.close();
      bait.remove();
    },
  };
}
