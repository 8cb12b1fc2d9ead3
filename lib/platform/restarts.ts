/** Uptime after which the restart back-off resets: what happens next is a new accident, not the same one again. */
const RESET_AFTER_MS = 30_000;
const FIRST_PAUSE_MS = 250;
const QUICK_RESTARTS = 6;
/** Slow enough not to fill a disk with logs, quick enough to start and answer within ten seconds of the cause being gone. */
const SLOW_PAUSE_MS = 5_000;

/** How long to wait before a process that died is started again: ever longer if it keeps dying, but never for ever. */
export class Restarts {
  private count = 0;

  /** After so many quick deaths, restarts go on at the slow pace only. */
  get isSlow(): boolean {
    return this.count > QUICK_RESTARTS;
  }

  pauseMs(startedAt: number): number {
    this.count = Date.now() - startedAt > RESET_AFTER_MS ? 1 : this.count + 1;
    return Math.min(FIRST_PAUSE_MS * 2 ** (this.count - 1), SLOW_PAUSE_MS);
  }

  /** A clause for the log line of each restart. */
  get remark(): string {
    return this.isSlow ? `it has died ${this.count} times in a row, each within half a minute` : '';
  }
}
