import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchHeartbeat } from '@/lib/platform/heartbeat';
import { log } from '@/lib/platform/log';
import { Restarts } from '@/lib/platform/restarts';
import { endAtShutdown } from '@/lib/platform/shutdown';
import { say } from '@/lib/sentence';
import { passOn } from '../pass-on';
import { sendError } from '../send-error';
import { type Command, Listening, type Order, SOCKET_FILE } from './messages';
import { plainRefusal } from './plain-refusal';
import type { Web } from './web';

/** Who asks for a page while the process is being replaced waits for so long. */
const MAX_WAIT_MS = 10_000;
const SHORT_WAIT_MS = 50;
/**
 * The web in a process of its own: no call of an agent waits while a page is drawn, a page that takes its process down
 * takes no call with it, and on Node 20 every promise costs more in a process that has drawn one. One that dies is
 * replaced, and so is one that hangs, however often: calls do not need it.
 */
export class WebProcess implements Web {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly restarts = new Restarts();
  private child: ChildProcess | null;
  /** Where it listens, while it does. */
  private socket: string | null = null;
  private hasJobs = false;
  private hasEndedStreams = false;
  private isStopping = false;

  constructor(private readonly script: string) {
    this.child = this.start();
    endAtShutdown(() => {
      this.hasEndedStreams = true;
      this.tell('end streams');
    });
    // It listens to nobody else, and stuck in a page not even to the end of its channel.
    process.on('exit', () => this.child?.kill('SIGKILL'));
  }

  /** To ask it something. */
  get channel(): ChildProcess | null {
    return this.socket ? this.child : null;
  }

  async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const waitsUntil = Date.now() + MAX_WAIT_MS;
    for (let isAgain = false; ; isAgain = true) {
      while (!this.socket && Date.now() < waitsUntil && !outgoing.destroyed) await sleep(SHORT_WAIT_MS);
      if (outgoing.destroyed) return;
      if (!this.socket) return refuse(outgoing);
      try {
        const target = { agent: this.agent, socketPath: this.socket };
        return await passOn(target, incoming, outgoing, async (answer) => {
          const refusal = await plainRefusal(target, incoming, answer);
          if (refusal) sendError(outgoing, refusal.status, refusal);
          return refusal !== null;
        });
      } catch (error) {
        if (outgoing.headersSent || hasBody(incoming) || Date.now() >= waitsUntil) throw error;
        // It died a moment ago. What never reached it may reach its successor; what did, as browsers do it: a GET, and
        // once, because it may be what it died of.
        const mayRepeat = NEVER_CONNECTED.has(codeOf(error)) || (incoming.method === 'GET' && !isAgain);
        if (!mayRepeat) throw error;
        await sleep(SHORT_WAIT_MS);
      }
    }
  }

  startJobs(): void {
    this.hasJobs = true;
    this.tell('start jobs');
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (this.socket) this.tell('stop');
    else child.kill('SIGKILL'); // one that is still starting owes nothing, and would not hear it
    await ended;
  }

  private tell(command: Command): void {
    // One that is still starting is told when it listens; one that died meanwhile has nothing left to do.
    if (this.socket) this.child?.send({ order: command } satisfies Order, () => {});
  }

  private start(): ChildProcess | null {
    const startedAt = Date.now();
    let hasEnded = false;
    // A process that could not be made is told as an error, one that ended as its end, and some as both.
    const end = (how: object) => {
      if (!hasEnded) this.replace(startedAt, how);
      hasEnded = true;
    };
    try {
      // What Node was told for this process is not meant for that one; NODE_OPTIONS reach both.
      const child = fork(this.script, { execArgv: ['--enable-source-maps'] });
      child.on('message', (message) => this.hear(message));
      child.on('error', (error) => child.pid === undefined && end({ error }));
      child.once('exit', (code, signal) => end({ code, signal }));
      watchHeartbeat(child, () => {
        log().error('the web process hangs');
        child.kill('SIGKILL');
      });
      return child;
    } catch (error) {
      end({ error });
      return null;
    }
  }

  private hear(message: unknown): void {
    const said = Listening.safeParse(message);
    if (!said.success) return;
    this.socket = said.data.listening;
    if (this.hasJobs) this.tell('start jobs');
    if (this.hasEndedStreams) this.tell('end streams');
  }

  private replace(startedAt: number, how: object): void {
    // What was killed had no time to; a name of Windows leaves nothing.
    if (this.socket?.endsWith(SOCKET_FILE)) rmSync(path.dirname(this.socket), { recursive: true, force: true });
    this.socket = null;
    if (this.isStopping) return;
    const pauseMs = this.restarts.pauseMs(startedAt);
    const { remark } = this.restarts;
    log().error({ ...how, pauseMs, ...(remark && { remark }) }, 'the web process died and will be replaced');
    setTimeout(() => {
      if (!this.isStopping) this.child = this.start();
    }, pauseMs);
  }
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOENT']);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Its pieces were taken from the caller already, and nobody has them any more. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function refuse(outgoing: ServerResponse): void {
  const message = say('http.restarting');
  sendError(outgoing, 503, { code: 'internal', message, headers: { 'Retry-After': '5' } });
}
