type Start = () => void;

/**
 * Lets a number of calls run at a time, and of one account at most its share of them, so that calls of one account that
 * hang leave places to the others. Those that wait are served one account after the other: an account with a thousand
 * calls in line delays the single call of another by one turn, not by a thousand.
 */
export class FairQueue {
  private running = 0;
  private readonly runningOf = new Map<string, number>();
  /** By account; a Map keeps the order of insertion, and whoever was served goes to its end. */
  private readonly lines = new Map<string, Set<Start>>();

  constructor(
    private readonly max: number,
    private readonly maxOfAccount = max,
  ) {}

  async run<Result>(account: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.max && this.hasShareLeft(account)) this.enter(account);
    else await this.wait(account, signal);
    try {
      return await work();
    } finally {
      this.leave(account);
      this.startNext();
    }
  }

  private hasShareLeft(account: string): boolean {
    return (this.runningOf.get(account) ?? 0) < this.maxOfAccount;
  }

  private enter(account: string): void {
    this.running += 1;
    this.runningOf.set(account, (this.runningOf.get(account) ?? 0) + 1);
  }

  private leave(account: string): void {
    this.running -= 1;
    const left = (this.runningOf.get(account) ?? 1) - 1;
    if (left > 0) this.runningOf.set(account, left);
    else this.runningOf.delete(account);
  }

  private wait(account: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.lines.get(account) ?? new Set<Start>();
      this.lines.set(account, line);
      const giveUp = () => {
        line.delete(start);
        if (line.size === 0) this.lines.delete(account);
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      line.add(start);
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Takes the place in the same turn that it became free in, so that nobody who comes just now gets ahead of the line. */
  private startNext(): void {
    for (const [account, line] of this.lines) {
      const [start] = line;
      if (!start || !this.hasShareLeft(account)) continue;
      line.delete(start);
      this.lines.delete(account);
      if (line.size > 0) this.lines.set(account, line);
      this.enter(account);
      start();
      return;
    }
  }
}
