import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import { isAnswer, isServiceFailure } from './safety';

const WINDOW_MS = 30_000;
const LEAST_CALLS = 10;
/** Under ten seconds, so that calls succeed within ten of the service's return, on a slow machine too. */
const HALF_OPEN_AFTER_MS = 9_000;

/** Told when calls are held back, and when they are not any more; not when a probe finds nothing new. */
type Told = {
  /** `isNews` when it was found out here, and not heard of. */
  onDown(isNews: boolean): void;
  onBack(): void;
};

/**
 * Opens when half of at least ten calls failed within thirty seconds, and lets one through after a while to see whether
 * the service is back. What others have found out is believed as far as one call of our own bears it out: theirs may be
 * a broken network. An attempt that says nothing of how the service is now changes nothing.
 */
export class ServiceBreaker {
  private readonly policy: CircuitBreakerPolicy;
  private samples = makeSamples();
  private openedAt = 0;
  /** Counts the changes, so that what began before the last one is known to be old. */
  private era = 0;
  private readonly old = new WeakSet<object>();
  private suspectUntil = 0;
  private mayProbeNow = false;
  private isProbing = false;

  constructor(private readonly told: Told) {
    this.policy = circuitBreaker(handleWhen(isNoAnswer), { halfOpenAfter: this.pause(), breaker: this.breaker() });
    this.policy.onHalfOpen(() => {
      this.isProbing = true;
      this.mayProbeNow = false;
    });
    this.policy.onBreak(() => this.noteOpen());
    this.policy.onReset(() => this.noteClosed());
  }

  get state(): CircuitState {
    return this.policy.state;
  }

  /** When the next call may be let through. */
  get retryAt(): number {
    return this.openedAt + HALF_OPEN_AFTER_MS;
  }

  execute<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    return this.policy.execute(() => this.dated(work), signal);
  }

  /** Another process saw the service go down: the first call that fails here is enough. */
  suspect(): void {
    this.mayProbeNow = false;
    if (this.state === CircuitState.Closed) this.suspectUntil = Date.now() + WINDOW_MS;
  }

  /** Another process saw it come back: the next call finds out, without waiting. */
  hope(): void {
    this.suspectUntil = 0;
    if (this.state === CircuitState.Open) this.mayProbeNow = true;
  }

  private async dated<Result>(work: () => Promise<Result>): Promise<Result> {
    const { era } = this;
    try {
      return await work();
    } catch (caught) {
      if (era !== this.era && caught instanceof Object) this.old.add(caught);
      throw caught;
    }
  }

  private breaker(): IBreaker {
    return {
      state: null, // the library keeps it between processes, and we do not
      success: (state) => {
        this.suspectUntil = 0;
        this.samples.success(state);
      },
      failure: (state) => {
        if (this.hasLearnedNothing()) return false;
        return this.samples.failure(state) || this.isSuspect();
      },
    };
  }

  private pause(): IBackoff<unknown> {
    const isOver = () => this.mayProbeNow;
    return {
      get duration() {
        return isOver() ? 0 : HALF_OPEN_AFTER_MS;
      },
      next() {
        return this;
      },
    };
  }

  private noteOpen(): void {
    this.openedAt = Date.now();
    this.era += 1;
    // A probe that found out nothing leaves that to the next call.
    if (this.isProbing) this.mayProbeNow = this.hasLearnedNothing();
    else this.told.onDown(!this.isSuspect());
    this.isProbing = false;
    this.suspectUntil = 0;
  }

  private noteClosed(): void {
    this.era += 1;
    this.isProbing = false;
    this.samples = makeSamples(); // the library forgets them after a success, not after an answer that is an error
    this.told.onBack();
  }

  private isSuspect(): boolean {
    return this.suspectUntil > Date.now();
  }

  /** Of the failure that the library noted last, which it does right before it asks. */
  private hasLearnedNothing(): boolean {
    const last = this.policy.lastFailure;
    if (!last || !('error' in last)) return false;
    return this.old.has(last.error) || !isServiceFailure(last.error);
  }
}

/** In the library's words a failure, which opens it again after a probe; what is no failure closes it. */
function isNoAnswer(error: unknown): boolean {
  return !isAnswer(error);
}

function makeSamples(): SamplingBreaker {
  return new SamplingBreaker({
    threshold: 0.5,
    duration: WINDOW_MS,
    minimumRps: LEAST_CALLS / (WINDOW_MS / 1000),
  });
}
