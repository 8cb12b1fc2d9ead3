/** A process that ran this long was well; what happens next is a new accident, not the same one again. */
const WELL_AFTER_MS = 60_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** How long to wait before a process that died is started again: ever longer, if it keeps dying. */
export class Restarts {
  /** How often it died without having been well in between. */
  count = 0;

  pauseMs(startedAt: number): number {
    this.count = Date.now() - startedAt > WELL_AFTER_MS ? 1 : this.count + 1;
    return Math.min(FIRST_PAUSE_MS * 2 ** (this.count - 1), LONGEST_PAUSE_MS);
  }
}
