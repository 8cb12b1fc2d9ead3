import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchHeartbeat } from '@/lib/platform/heartbeat';
import { Restarts } from '@/lib/platform/restarts';
import { hasExited, killGroup, stopProcess, until } from '../processes';
import { Stop } from '../stop';

export type Program = {
  /** As it stands in a sentence: "The sandbox". */
  name: string;
  script: string;
  env: Record<string, string | undefined>;
  /** Answers with any status once the program is ready. */
  readyUrl: string;
  /** How long it may take to finish what it is doing when it is told to stop. */
  drainMs: number;
  /** Whether it answers heartbeats. Not in development, where a debugger may hold it. */
  hasHeartbeat: boolean;
};

export type Child = {
  /** Settles when it first answers; fails with the reason when it never does. */
  ready: Promise<void>;
  /** Also while it is still starting. */
  stop(): Promise<void>;
};

/** Compiled code, kept from one start to the next, which then costs a sixth less. Node 20 does not keep any. */
const COMPILED_FOLDER = path.resolve('node_modules/.cache/patchbay/compiled');
const READY_LIMIT_MS = 120_000;
/** What a server that lost its parent needs to finish what it can. */
const ORPHANS_LIMIT_MS = 1_500;

/**
 * Runs one of our own programs and starts it again when it dies or hangs: ever later, but always. Only one that ends
 * with exit code 1 before it was ever ready is given up: it has said what is wrong with the installation, and no restart
 * mends that. The program sees the end of this process on its IPC channel, so not even kill -9 leaves it behind holding
 * its port.
 */
export function runChild(program: Program): Child {
  let isStopping = false;
  let wasReady = false;
  const restarts = new Restarts();
  let current = start(program);

  async function firstAnswer(): Promise<void> {
    if (!(await until(() => isStopping || answers(program.readyUrl), READY_LIMIT_MS, 50))) {
      throw new Stop(`${program.name} did not start.`);
    }
    if (isStopping) throw new Stop('');
    wasReady = true;
  }

  async function keepRunning(): Promise<never> {
    for (;;) {
      const how = await current.ended;
      if (isStopping || (how === '1' && !wasReady)) throw new Stop('');
      const pauseMs = restarts.pauseMs(current.startedAt);
      const { remark } = restarts;
      console.error(
        `${program.name} stopped (${how}); starting it again in ${pauseMs / 1000} s${remark && `: ${remark}`}.`,
      );
      await sleep(pauseMs);
      if (isStopping) throw new Stop('');
      current = start(program);
    }
  }

  return {
    ready: Promise.race([firstAnswer(), keepRunning()]),
    async stop() {
      isStopping = true;
      const { child, heartbeat } = current;
      heartbeat?.stop();
      if (child.pid && !hasExited(child)) await stopProcess(child.pid, 'SIGTERM', program.drainMs);
    },
  };
}

type Running = {
  child: ChildProcess;
  startedAt: number;
  /** Its exit code, the signal that ended it, or why there is no process. */
  ended: Promise<string>;
  heartbeat: { stop(): void } | null;
};

/** Detached, so that Ctrl-C in the terminal reaches this process alone, which stops the others in order. */
function start({ name, script, env, hasHeartbeat }: Program): Running {
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { NODE_COMPILE_CACHE: COMPILED_FOLDER, ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => child.pid === undefined && resolve(error.message));
    child.once('exit', (code, signal) => {
      // One of its own processes that hangs does not notice that it is gone.
      setTimeout(() => killGroup(child.pid), ORPHANS_LIMIT_MS).unref();
      resolve(String(signal ?? code));
    });
  });
  const onHang = () => {
    console.error(`${name} hangs; ending it.`);
    killGroup(child.pid);
  };
  return { child, startedAt: Date.now(), ended, heartbeat: hasHeartbeat ? watchHeartbeat(child, onHang) : null };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}
