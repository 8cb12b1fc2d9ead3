import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Restarts } from '@/lib/platform/restarts';
import { stopProcess, until } from '../processes';
import { Stop } from '../stop';

type Program = {
  /** As it stands in a sentence: "The sandbox". */
  name: string;
  script: string;
  env: Record<string, string | undefined>;
  /** Answers with any status once the program is ready. */
  readyUrl: string;
  /** How long it may take to finish what it is doing when it is told to stop. */
  drainMs: number;
};

export type Child = {
  /** Settles when it first answers; fails with the reason when it never does. */
  ready: Promise<void>;
  /** Also while it is still starting. */
  stop(): Promise<void>;
};

const READY_LIMIT_MS = 120_000;
const MOST_RESTARTS = 6;

/**
 * Runs one of our own programs and starts it again, ever later, when it dies. One that never gets ready, or dies
 * again and again, is given up: `onGivenUp` gets the sentence. The program sees the end of this process on its IPC
 * channel, so not even kill -9 leaves it behind holding its port.
 */
export function runChild(program: Program, onGivenUp: (reason: Stop) => void): Child {
  let isStopping = false;
  const restarts = new Restarts();
  let current = start(program);

  async function isReady(): Promise<void> {
    const isSettled = async () => hasEnded(current.child) || (await answers(program.readyUrl));
    if ((await until(isSettled, READY_LIMIT_MS, 50)) && !hasEnded(current.child)) return;
    const hasExplained = isStopping || current.child.exitCode === 1;
    current.child.kill('SIGKILL');
    throw new Stop(hasExplained ? '' : `${program.name} did not start.`);
  }

  async function keepRunning(): Promise<void> {
    while (!isStopping) {
      const startedAt = Date.now();
      const how = await current.ended;
      if (isStopping) return;
      const pauseMs = restarts.pauseMs(startedAt);
      if (restarts.count > MOST_RESTARTS) throw new Stop(`${program.name} keeps stopping; see its log above.`);
      console.error(`${program.name} stopped (${how}); starting it again in ${pauseMs / 1000} s.`);
      await sleep(pauseMs);
      if (isStopping) return;
      current = start(program);
      await isReady();
    }
  }

  const ready = isReady();
  // That it never got ready is told to whoever waits for it; what happens later, to `onGivenUp`.
  ready.then(
    () => keepRunning().catch(onGivenUp),
    () => {},
  );
  return {
    ready,
    async stop() {
      isStopping = true;
      const { child } = current;
      if (child.pid && !hasEnded(child)) await stopProcess(child.pid, 'SIGTERM', program.drainMs);
    },
  };
}

type Running = { child: ChildProcess; ended: Promise<string> };

/** Detached, so that Ctrl-C in the terminal reaches this process alone, which stops the others in order. */
function start({ script, env }: Program): Running {
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
  });
  return { child, ended };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}
