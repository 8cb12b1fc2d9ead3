import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import tls from 'node:tls';
import type { Document } from 'mongodb';
import { type Caller, Engine } from './mongo/engine';
import { failure, toMongoFailure } from './mongo/errors';
import { type Conversation, continueScram, startScram } from './mongo/scram';
import { decodeRequest, encodeReply, splitMessages } from './mongo/wire';

type Options = { url: string; tls?: { key: Buffer; cert: Buffer } };

export type MongoGateway = { port: number; tlsPort: number | null; stop(): Promise<void> };

/**
 * MongoDB's wire protocol in front of PostgreSQL with the DocumentDB extension, for tests where no mongod can be had.
 * It translates; queries, rights and passwords are the engine's. No server-side JavaScript, no transactions.
 */
export async function startMongoGateway(options: Options): Promise<MongoGateway> {
  const engine = new Engine(options.url);
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(engine, socket);
  };
  const servers = [createServer(accept)];
  if (options.tls) servers.push(tls.createServer(options.tls, accept));
  const [port = 0, tlsPort = null] = await Promise.all(servers.map(listen));
  return {
    port,
    tlsPort,
    async stop() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
      await engine.close();
    },
  };
}

function serve(engine: Engine, socket: Socket): void {
  const isGone = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  const session = new Session(engine, isGone);
  let buffer: Buffer = Buffer.alloc(0);
  let queue = Promise.resolve();
  socket.on('error', () => {}); // a client may hang up at any moment
  const take = (data: Buffer) => {
    const { messages, rest } = splitMessages(Buffer.concat([buffer, data]));
    buffer = rest;
    for (const message of messages) {
      queue = queue.then(() => answer(session, socket, message)).catch(() => void socket.destroy());
    }
  };
  socket.on('data', (data: Buffer) => {
    try {
      take(data);
    } catch {
      socket.destroy();
    }
  });
}

async function answer(session: Session, socket: Socket, message: Buffer): Promise<void> {
  const request = decodeRequest(message);
  const reply = await session.handle(request.command).catch(toMongoFailure);
  socket.write(encodeReply(request, reply));
}

/** One connection: greets, authenticates, and hands everything else to the engine. */
class Session {
  private caller: Caller | null = null;
  private talk: Conversation | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly isGone: Promise<void>,
  ) {}

  async handle(command: Document): Promise<Document> {
    const [name = ''] = Object.keys(command);
    if (/^(hello|ismaster)$/i.test(name)) return this.hello(command);
    if (name === 'ping' || name === 'endSessions') return { ok: 1 };
    if (/^buildinfo$/i.test(name)) return BUILD_INFO;
    if (name === 'saslStart' || name === 'saslContinue') return this.authenticate(command);
    if (!this.caller) return failure(13, 'Unauthorized', `Command ${name} requires authentication`);
    return this.engine.run(this.caller, command);
  }

  private async hello(command: Document): Promise<Document> {
    const greeting: Document = { ...HELLO, localTime: new Date() };
    if (command.saslSupportedMechs) greeting.saslSupportedMechs = ['SCRAM-SHA-256'];
    if (!command.speculativeAuthenticate) return greeting;
    const started = await this.authenticate({ ...command.speculativeAuthenticate, saslStart: 1 });
    return started.ok ? { ...greeting, speculativeAuthenticate: started } : greeting;
  }

  private async authenticate(command: Document): Promise<Document> {
    if (command.saslStart) {
      const [reply, talk] = await startScram(this.engine.pool, command);
      this.talk = talk;
      return reply;
    }
    if (!this.talk) return failure(18, 'AuthenticationFailed', 'Authentication failed.');
    const reply = await continueScram(this.engine.pool, command, this.talk);
    if (reply.ok) this.caller = { user: this.talk.user, isGone: this.isGone };
    return reply;
  }
}

const BUILD_INFO: Document = {
  version: '7.0.0',
  versionArray: [7, 0, 0, 0],
  gitVersion: 'documentdb',
  modules: [],
  ok: 1,
};

const HELLO: Document = {
  ...{ helloOk: true, isWritablePrimary: true, ismaster: true, readOnly: false, connectionId: 1, ok: 1 },
  ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
  ...{ logicalSessionTimeoutMinutes: 30, minWireVersion: 0, maxWireVersion: 21 },
};

function listen(server: NetServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
