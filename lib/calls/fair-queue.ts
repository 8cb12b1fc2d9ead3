type Waiting = { weight: number; start(): void };

/**
 * Lets a number of calls run at a time, and of one account at most its share of them, so that calls of one account that
 * hang leave places to the others. Those that wait are served one account after the other: an account with a thousand
 * calls in line delays the single call of another by one turn, not by a thousand. A call may weigh more than one place.
 */
export class FairQueue {
  private used = 0;
  private readonly takenBy = new Map<string, number>();
  /** By account; a Map keeps the order of insertion, and whoever was served goes to its end. */
  private readonly lines = new Map<string, Set<Waiting>>();

  constructor(
    private readonly max: number,
    private readonly maxOfAccount = max,
  ) {}

  /** How many places are taken. */
  get taken(): number {
    return this.used;
  }

  async run<Result>(account: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (this.isFree(account, 1)) this.enter(account, 1);
    else await this.wait(account, signal, 1);
    try {
      return await work();
    } finally {
      this.leave(account, 1);
    }
  }

  /** Waits for so many places, of which more than an account's share count as its share; returns how to leave them. */
  async take(account: string, signal: AbortSignal, places: number): Promise<() => void> {
    const weight = Math.min(places, this.maxOfAccount);
    if (this.isFree(account, weight)) this.enter(account, weight);
    else await this.wait(account, signal, weight);
    return () => this.leave(account, weight);
  }

  /** Whoever waits for room comes first, unless it waits for calls of its own account. */
  private isFree(account: string, weight: number): boolean {
    return this.hasRoom(weight) && this.hasShareLeft(account, weight) && this.nextInLine() === null;
  }

  private hasRoom(weight: number): boolean {
    return this.used + weight <= this.max;
  }

  private hasShareLeft(account: string, weight: number): boolean {
    return (this.takenBy.get(account) ?? 0) + weight <= this.maxOfAccount;
  }

  private enter(account: string, weight: number): void {
    this.used += weight;
    this.takenBy.set(account, (this.takenBy.get(account) ?? 0) + weight);
  }

  private leave(account: string, weight: number): void {
    this.used -= weight;
    const left = (this.takenBy.get(account) ?? weight) - weight;
    if (left > 0) this.takenBy.set(account, left);
    else this.takenBy.delete(account);
    this.startNext();
  }

  private wait(account: string, signal: AbortSignal, weight: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.lines.get(account) ?? new Set<Waiting>();
      this.lines.set(account, line);
      const giveUp = () => {
        this.leaveLine(account, line, waiting);
        reject(signal.reason);
        // It may have been what the others waited behind.
        this.startNext();
      };
      const waiting: Waiting = {
        weight,
        start() {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      line.add(waiting);
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  private leaveLine(account: string, line: Set<Waiting>, waiting: Waiting): void {
    line.delete(waiting);
    if (line.size === 0 && this.lines.get(account) === line) this.lines.delete(account);
  }

  /** Takes the places in the same turn that they became free in, so that nobody who comes just now gets ahead. */
  private startNext(): void {
    for (let next = this.nextInLine(); next && this.hasRoom(next.waiting.weight); next = this.nextInLine()) {
      const { account, line, waiting } = next;
      this.leaveLine(account, line, waiting);
      if (line.size > 0) {
        this.lines.delete(account);
        this.lines.set(account, line);
      }
      this.enter(account, waiting.weight);
      waiting.start();
    }
  }

  /** The first whose account has its share left. The others do not overtake it, however light they are. */
  private nextInLine() {
    for (const [account, line] of this.lines) {
      const [waiting] = line;
      if (waiting && this.hasShareLeft(account, waiting.weight)) return { account, line, waiting };
    }
    return null;
  }
}
