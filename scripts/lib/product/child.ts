import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
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

export type Child = { stop(): Promise<void> };

const READY_LIMIT_MS = 120_000;
/** A program that ran this long was well; what happens next is a new accident, not the same one again. */
const WELL_AFTER_MS = 60_000;
const MOST_RESTARTS = 6;

/**
 * Runs one of our own programs and starts it again, ever later, when it dies. One that never gets ready, or dies
 * again and again, is given up: `onGivenUp` gets the sentence. The program sees the end of this process on its IPC
 * channel, so not even kill -9 leaves it behind holding its port.
 */
export async function runChild(program: Program, onGivenUp: (reason: Stop) => void): Promise<Child> {
  let isStopping = false;
  let restarts = 0;
  let current = await launch(program);
  watch();

  function watch() {
    const startedAt = Date.now();
    current.once('exit', async (code, signal) => {
      if (isStopping) return;
      restarts = Date.now() - startedAt > WELL_AFTER_MS ? 1 : restarts + 1;
      if (restarts > MOST_RESTARTS) return onGivenUp(new Stop(`${program.name} keeps stopping; see its log above.`));
      const pauseMs = Math.min(250 * 2 ** (restarts - 1), 10_000);
      console.error(`${program.name} stopped (${signal ?? code}); starting it again in ${pauseMs / 1000} s.`);
      await sleep(pauseMs);
      if (isStopping) return;
      try {
        current = await launch(program);
        watch();
      } catch (error) {
        onGivenUp(error instanceof Stop ? error : new Stop(String(error)));
      }
    });
  }

  return {
    async stop() {
      isStopping = true;
      if (current.pid && current.exitCode === null) await stopProcess(current.pid, 'SIGTERM', program.drainMs);
    },
  };
}

async function launch({ name, script, env, readyUrl }: Program): Promise<ChildProcess> {
  // Detached, so that Ctrl-C in the terminal reaches this process alone, which stops the others in order.
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const isSettled = async () => hasEnded() || (await answers(readyUrl));
  if ((await until(isSettled, READY_LIMIT_MS, 50)) && !hasEnded()) return child;
  const hasExplained = child.exitCode === 1;
  child.kill('SIGKILL');
  throw new Stop(hasExplained ? '' : `${name} did not start.`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}
