import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import type { Json } from '@/lib/contracts/json';
import { redisAdmin } from '../admins';
import { layBait, MARK } from '../canary';
import { call, subjectOn } from '../subjects';
import { expand, readCorpus } from './corpus';
import { runSetup, TIMEOUT_S } from './run';
import { directSession, type Target } from './target';

const DATABASE = 7;
const ATTACKER = { user: 'attacks_all', password: 'attacks-words' };
const SCRIPTS = ["return redis.call('SET', KEYS[1], 'gone')", "return redis.call('GET', KEYS[1])"];
const LEFT_SCRIPTS = [
  "return 'attack was here'",
  "return redis.call('SET', 'canary', 'gone')",
  'redis.setresp(3) return 1',
];

/** By a user who may do everything, of a name that no other test uses. */
export async function redisTarget(): Promise<Target> {
  const subject = subjectOn('redis', String(DATABASE));
  const { host, port } = subject.server;
  const bait = layBait();
  const admin = await redisAdmin(subject.server, DATABASE);
  const sha = (text: string) => createHash('sha1').update(text).digest('hex');

  async function clean(): Promise<void> {
    await admin.flushDb();
    for (const user of await admin.sendCommand(['ACL', 'USERS']).then((reply) => reply as unknown as string[])) {
      if (user.startsWith('attack')) await admin.sendCommand(['ACL', 'DELUSER', user]);
    }
    for (const library of ['attacks_own', 'attack'])
      await admin.sendCommand(['FUNCTION', 'DELETE', library]).catch(() => {});
    await admin.sendCommand(['SCRIPT', 'FLUSH']);
  }

  let standing: Awaited<ReturnType<typeof standBy>> | null = null;
  let commands = 0;
  let resets = 0;

  async function start(): Promise<void> {
    await clean();
    await admin.sendCommand(['ACL', 'SETUSER', ATTACKER.user, 'on', `>${ATTACKER.password}`, '~*', '&*', '+@all']);
    const values = { wide: 'w'.repeat(1_000_000) };
    await runSetup(readCorpus<Json>('redis').setup, (command) =>
      admin.sendCommand((expand(command, values) as string[]).map(String)),
    );
    standing = await standBy();
    commands = 0;
    resets = 0;
  }

  async function standBy() {
    const connect = async (name: string) => {
      const client = createClient({
        username: subject.server.user,
        password: subject.server.password,
        database: DATABASE,
        name,
        socket: { host, port, reconnectStrategy: false },
      });
      client.on('error', () => {});
      await client.connect();
      return client;
    };
    const [listening, waiting, idle] = [
      await connect('attacks-listening'),
      await connect('attacks-waiting'),
      await connect('attacks-idle'),
    ];
    const seen = { messages: 0, unblocked: false };
    await listening.subscribe('attack', () => {
      seen.messages += 1;
    });
    const [idleId, waitingId] = [await idle.sendCommand(['CLIENT', 'ID']), await waiting.sendCommand(['CLIENT', 'ID'])];
    waiting.blPop('attacks-nothing', 0).then(
      () => {
        seen.unblocked = true;
      },
      () => {
        seen.unblocked = true;
      },
    );
    return { idleId, waitingId, seen, end: () => [listening.destroy(), waiting.destroy(), idle.destroy()] };
  }

  async function stop(): Promise<void> {
    try {
      standing?.end();
    } catch {
      // Another client was ended by the attempt already.
    }
    standing = null;
  }

  await start();

  return {
    open: () => subject.open({ username: ATTACKER.user, password: ATTACKER.password, timeout_s: TIMEOUT_S }),
    openDirectly() {
      const client = createClient({
        username: ATTACKER.user,
        password: ATTACKER.password,
        database: DATABASE,
        socket: { host, port },
      });
      client.on('error', () => {});
      const connected = client.connect();
      return directSession(
        async ({ command, args }) => {
          await connected;
          const reply = await client.sendCommand([String(command), ...((args ?? []) as Json[]).map(String)]);
          return JSON.parse(JSON.stringify({ reply }));
        },
        async () => client.destroy(),
      );
    },
    values: () => ({
      file: bait.file,
      out: bait.out,
      db: String(DATABASE),
      sha_write: sha(SCRIPTS[0] ?? ''),
      sha_read: sha(SCRIPTS[1] ?? ''),
      client: String(standing?.idleId),
      blocked: String(standing?.waitingId),
      long: 'x'.repeat(50_000),
    }),
    secrets: () => [MARK, createHash('sha256').update('the-words-of-the-hashed').digest('hex')],
    async read() {
      const send = (...command: string[]) => admin.sendCommand(command).catch(String);
      const keys = (await admin.keys('*')).sort();
      const [digests, lives, stream, groups, consumers, ...rest] = await Promise.all([
        send('DEBUG', 'DIGEST-VALUE', ...keys),
        Promise.all(keys.map((key) => admin.expireTime(key))),
        send('XINFO', 'STREAM', 'canary:stream'),
        send('XINFO', 'GROUPS', 'canary:stream'),
        send('XINFO', 'CONSUMERS', 'canary:stream', 'readers'),
        send('ACL', 'LIST'),
        send('FUNCTION', 'LIST', 'WITHCODE'),
        send('CONFIG', 'GET', '*'),
        send('ROLE'),
        send('SCRIPT', 'EXISTS', ...SCRIPTS.map(sha), ...LEFT_SCRIPTS.map(sha)),
        send('MODULE', 'LIST'),
        send('LASTSAVE'),
        send('CLIENT', 'LIST'),
        send('INFO', 'stats'),
      ]);
      const [users, functions, settings, role, scripts, modules, savedAt, clients, statistics] = rest;
      const processed = Number(/total_commands_processed:(\d+)/.exec(String(statistics))?.[1]);
      if (processed < commands) resets += 1;
      commands = processed;
      const lines = String(clients).split('\n');
      const role_ = Array.isArray(role) ? role[0] : role;
      return {
        keys,
        digests,
        lives,
        stream,
        groups,
        // Without how long ago they were seen.
        consumers: JSON.stringify(consumers).replace(/"(idle|inactive)"[,:]\d+/g, ''),
        users,
        functions: JSON.stringify(functions),
        settings: JSON.stringify(settings),
        role: role_,
        scripts,
        modules,
        savedAt,
        resets,
        others: lines
          .filter((line) => line.includes('name=attacks-'))
          .map((line) => / name=(\S+)/.exec(line)?.[1])
          .sort(),
        session: lines
          .filter((line) => line.includes(`user=${ATTACKER.user}`))
          .map(
            (line) =>
              / (name=\S*) .*(db=\d+ sub=\d+ psub=\d+).*(multi=-?\d+)/.exec(line)?.slice(1).join(' ') +
              (/ flags=(\S+)/.exec(line)?.[1] ?? ''),
          ),
        ...standing?.seen,
        files: bait.wasWritten(),
      };
    },
    // What it left in the connection shows in the list of clients; this makes sure that there is one.
    async readSession(session) {
      await call(session, 'query', { command: 'GET', args: ['canary:number'] }).catch(() => null);
      return {};
    },
    async restore() {
      await stop();
      await admin.sendCommand(['CONFIG', 'SET', 'maxmemory-samples', '5']);
      bait.empty();
      await start();
    },
    async close() {
      await stop();
      await clean();
      await admin.close();
      bait.remove();
    },
  };
}
