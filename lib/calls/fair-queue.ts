type Start = () => void;

/**
 * Lets a number of calls run at a time. Those that wait are served one account after the other, so that an account
 * with a thousand calls in line delays the single call of another by one turn, not by a thousand.
 */
export class FairQueue {
  private running = 0;
  /** By account; a Map keeps the order of insertion, and whoever was served goes to its end. */
  private readonly lines = new Map<string, Set<Start>>();

  constructor(private readonly most: number) {}

  async run<Result>(account: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.most) this.running += 1;
    else await this.wait(account, signal);
    try {
      return await work();
    } finally {
      this.next();
    }
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

  /** Hands the place on rather than freeing it, so that nobody who comes just now gets ahead of the line. */
  private next(): void {
    const [account, line] = this.lines.entries().next().value ?? [];
    const [start] = line ?? [];
    if (account === undefined || !line || !start) {
      this.running -= 1;
      return;
    }
    line.delete(start);
    this.lines.delete(account);
    if (line.size > 0) this.lines.set(account, line);
    start();
  }
}
