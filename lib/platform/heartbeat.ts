import * as z from 'zod';

const INTERVAL_MS = 1_000;
/** Counted, not timed: a computer that slept, or a watcher that was busy, was silent itself. */
const MAX_MISSED = 6;
/** Loading everything for the first time takes long on a busy machine. */
const MAX_MISSED_AT_START = 60;

const Ping = z.object({ heartbeat: z.literal('ping') });
const PONG = { heartbeat: 'pong' };

/** A child process, as its parent sees it. */
export type Watched = {
  on(event: 'message' | 'exit', listener: () => void): unknown;
  send(message: object, done: (error: Error | null) => void): unknown;
};

/**
 * Asks a child process for a sign of life again and again over their channel, and calls back once when it hangs: when it
 * leaves several pings in a row unanswered. Anything it sends is a sign of life. Watching ends with the child.
 */
export function watchHeartbeat(child: Watched, onHang: () => void): { stop: () => void } {
  let missed = 0;
  let maxMissed = MAX_MISSED_AT_START;
  const timer = setInterval(() => {
    missed += 1;
    if (missed <= maxMissed) return child.send({ heartbeat: 'ping' }, () => {}); // one that died meanwhile is no error
    stop();
    onHang();
  }, INTERVAL_MS);
  timer.unref();
  const stop = () => clearInterval(timer);
  child.on('message', () => {
    missed = 0;
    maxMissed = MAX_MISSED;
  });
  child.on('exit', stop);
  return { stop };
}

/** In a process that is watched. It answers for as long as its event loop turns. */
export function answerHeartbeat(): void {
  process.on('message', (message) => {
    if (Ping.safeParse(message).success) process.send?.(PONG, undefined, undefined, () => {});
  });
}
