import { type ChildProcess, fork } from 'node:child_process';
import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/lib/platform/log';
import { Restarts } from '@/lib/platform/restarts';
import { endAtShutdown } from '@/lib/platform/shutdown';
import { passOn } from '../pass-on';
import { sendError } from '../send-error';
import { Listening, type Order } from './messages';
import type { Web } from './web';

/** Who asks for a page while the process is being replaced waits for so long. */
const LONGEST_WAIT_MS = 10_000;
const SHORT_WAIT_MS = 50;

/**
 * The web in a process of its own: no call of an agent waits while a page is drawn, a page that takes its process down
 * takes no call with it, and on Node 20 every promise costs more in a process that has drawn one. One that dies is
 * replaced; one that cannot start for a reason an operator must mend ends this process with it.
 */
export class WebProcess implements Web {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly restarts = new Restarts();
  private child: ChildProcess;
  /** Where it listens, while it does. */
  private socket: string | null = null;
  private wasUp = false;
  private hasJobs = false;
  private isStopping = false;

  constructor(private readonly script: string) {
    this.child = this.start();
    endAtShutdown(() => this.tell('end streams'));
  }

  /** To ask it something. */
  get channel(): ChildProcess | null {
    return this.socket ? this.child : null;
  }

  async whenUp(): Promise<void> {
    while (!this.wasUp) await sleep(10);
  }

  async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { agent } = this;
    const waitsUntil = Date.now() + LONGEST_WAIT_MS;
    for (;;) {
      while (!this.socket && Date.now() < waitsUntil) await sleep(SHORT_WAIT_MS);
      if (!this.socket) return refuse(outgoing);
      try {
        return await passOn({ agent, socketPath: this.socket }, incoming, outgoing);
      } catch (error) {
        // What only reads may be asked again, of the process that comes after the one that just died.
        if (incoming.method !== 'GET' || outgoing.headersSent || outgoing.destroyed || Date.now() >= waitsUntil)
          throw error;
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
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    this.tell('stop');
    await ended;
  }

  private tell(order: Order): void {
    this.child.send({ order }, () => {}); // one that died meanwhile has nothing left to do
  }

  /** What Node was told for this process is not meant for that one; NODE_OPTIONS reach both. */
  private start(): ChildProcess {
    const startedAt = Date.now();
    const child = fork(this.script, { execArgv: ['--enable-source-maps'] });
    child.on('message', (message) => {
      const said = Listening.safeParse(message);
      if (!said.success) return;
      this.socket = said.data.listening;
      this.wasUp = true;
      if (this.hasJobs) this.tell('start jobs');
    });
    child.once('exit', (code) => {
      this.socket = null;
      if (this.isStopping) return;
      if (code === 1 && !this.wasUp) process.exit(1); // it has said why
      const pauseMs = this.restarts.pauseMs(startedAt);
      log().error({ code, pauseMs }, 'the web process died and will be replaced');
      setTimeout(() => {
        if (!this.isStopping) this.child = this.start();
      }, pauseMs);
    });
    return child;
  }
}

function refuse(outgoing: ServerResponse): void {
  const message = 'Patchbay is being started again. Try again in a moment.';
  sendError(outgoing, 503, { code: 'internal', message, headers: { 'Retry-After': '5' } });
}
