import { FailingAccounts } from './failing-accounts';
import { FailureWindow } from './failure-window';
import { BreakerOpen, isAnswer, isServiceFailure } from './safety';

/** Under ten seconds, so that calls succeed within ten of the service's return, on a slow machine too. */
const HALF_OPEN_AFTER_MS = 9_000;
/** A service that nobody has asked for so long may be well again: nobody knows. */
const FORGOTTEN_AFTER_MS = 60_000;
/** How long the word of another process is kept in mind. */
const PEER_WARNING_MS = 30_000;

/** Called when calls are held back, and when they are not any more; not when a probe fails. */
export type BreakerListener = {
  /** `detectedHere` is false when another process had warned of it. */
  onDown(detectedHere: boolean): void;
  onBack(): void;
};

export type BreakerState = 'closed' | 'open' | 'half_open';

/** What one attempt says about the service. `nothing`: it was given up, or failed on our side. */
type Verdict = 'up' | 'down' | 'nothing';

/**
 * Closed, it counts. Open, it refuses. Half-open, one call is the probe and the others wait for what it finds out.
 * What another process found out is believed as soon as one call of our own bears it out: the other may have a broken
 * network. An attempt that says nothing about the service changes nothing.
 *
 * What fails for one account alone is that account's: while others get answers, only its calls are held back, and when
 * nobody else had asked, the first call of another account finds out.
 */
export class ServiceBreaker {
  private readonly window = new FailureWindow();
  private readonly accounts = new FailingAccounts();
  private current: BreakerState = 'closed';
  private openedAt = 0;
  /** Counts the changes of state, so that what began before the last one is known to be out of date. */
  private generation = 0;
  private peerWarningUntil = 0;
  private mayProbeNow = false;
  private probe: Promise<void> | null = null;
  /** What the last failure of the service was. */
  lastFailure: unknown = null;

  constructor(
    private readonly listener: BreakerListener,
    private readonly now: () => number = Date.now,
  ) {}

  get state(): BreakerState {
    return this.current;
  }

  /** Whether the service was found to be down, by the last call that asked it and not long ago. */
  get isHoldingBack(): boolean {
    return this.current !== 'closed' && this.now() - this.openedAt < FORGOTTEN_AFTER_MS;
  }

  /** When the next call of this account may be let through. */
  retryAt(account = ''): number {
    const heldAt = this.current === 'closed' ? this.accounts.heldAt(account) : this.openedAt;
    return (heldAt ?? this.openedAt) + HALF_OPEN_AFTER_MS;
  }

  /** Runs the work for an account, or throws BreakerOpen. */
  async execute<Result>(work: () => Promise<Result>, signal?: AbortSignal, account = ''): Promise<Result> {
    while (this.probe) await this.probe;
    signal?.throwIfAborted();
    const mayPass =
      this.current === 'closed'
        ? this.accounts.heldAt(account) === null
        : this.mayProbeNow || this.accounts.isAnotherThanFailed(account);
    if (!mayPass && this.now() < this.retryAt(account)) throw new BreakerOpen('the breaker is open');
    return this.current === 'closed' ? this.counted(work, account) : this.probing(work, account);
  }

  /** Another process saw the service go down: the first call that fails here is enough. */
  onPeerDown(): void {
    this.mayProbeNow = false;
    if (this.current === 'closed') this.peerWarningUntil = this.now() + PEER_WARNING_MS;
  }

  /** Another process saw it come back: the next call finds out, without waiting. */
  onPeerUp(): void {
    this.peerWarningUntil = 0;
    if (this.current === 'open') this.mayProbeNow = true;
  }

  private counted<Result>(work: () => Promise<Result>, account: string): Promise<Result> {
    const { generation } = this;
    return this.judged(work, (verdict) => {
      if (generation !== this.generation || verdict === 'nothing') return;
      this.accounts.add(account, verdict === 'up');
      this.window.add(verdict === 'up', this.now());
      if (verdict === 'up') this.peerWarningUntil = 0;
      else if (this.accounts.areOthersWell(account)) this.accounts.holdIfFailing(account, this.now());
      else if (this.wasWarned() || this.window.isFailing(this.now())) this.open();
    });
  }

  private probing<Result>(work: () => Promise<Result>, account: string): Promise<Result> {
    this.current = 'half_open';
    this.mayProbeNow = false;
    let end = () => {};
    this.probe = new Promise<void>((resolve) => {
      end = resolve;
    });
    return this.judged(work, (verdict) => {
      this.probe = null;
      end();
      if (verdict !== 'nothing') this.accounts.add(account, verdict === 'up');
      if (verdict === 'up') this.close();
      else this.reopen(verdict);
    });
  }

  private open(): void {
    const detectedHere = !this.wasWarned();
    this.changeTo('open');
    this.openedAt = this.now();
    this.listener.onDown(detectedHere);
  }

  /** A probe that found out nothing leaves that to the next call. */
  private reopen(verdict: Verdict): void {
    this.changeTo('open');
    this.openedAt = this.now();
    this.mayProbeNow = verdict === 'nothing';
  }

  private close(): void {
    this.changeTo('closed');
    this.window.clear();
    this.listener.onBack();
  }

  private changeTo(state: BreakerState): void {
    this.current = state;
    this.generation += 1;
    this.peerWarningUntil = 0;
  }

  private wasWarned(): boolean {
    return this.peerWarningUntil > this.now();
  }

  private async judged<Result>(work: () => Promise<Result>, onVerdict: (verdict: Verdict) => void): Promise<Result> {
    let verdict: Verdict = 'up';
    try {
      return await work();
    } catch (caught) {
      verdict = isAnswer(caught) ? 'up' : isServiceFailure(caught) ? 'down' : 'nothing';
      if (verdict === 'down') this.lastFailure = caught;
      throw caught;
    } finally {
      onVerdict(verdict);
    }
  }
}
