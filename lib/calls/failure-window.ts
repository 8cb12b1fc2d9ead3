const WINDOW_MS = 30_000;
const BUCKET_MS = 1_000;
const MIN_CALLS = 10;
const MAX_FAILURE_SHARE = 0.5;
/** At a thousand calls a second, thirty good seconds would hide an outage for as long again. */
const MAX_FAILURES_IN_A_ROW = 20;

type Bucket = { startedAt: number; calls: number; failures: number };

/**
 * How the calls of the last thirty seconds went, counted by the second: what is older counts for nothing, however many
 * or few calls there were since.
 */
export class FailureWindow {
  private buckets: Bucket[] = [];
  private failuresInARow = 0;

  add(succeeded: boolean, now: number): void {
    const bucket = this.bucketAt(now);
    bucket.calls += 1;
    if (!succeeded) bucket.failures += 1;
    this.failuresInARow = succeeded ? 0 : this.failuresInARow + 1;
  }

  /** At least ten calls, of which half failed; or twenty failures with no success between them. */
  isFailing(now: number): boolean {
    this.dropOld(now);
    let calls = 0;
    let failures = 0;
    for (const bucket of this.buckets) {
      calls += bucket.calls;
      failures += bucket.failures;
    }
    if (calls < MIN_CALLS) return false;
    return failures >= calls * MAX_FAILURE_SHARE || this.failuresInARow >= MAX_FAILURES_IN_A_ROW;
  }

  clear(): void {
    this.buckets = [];
    this.failuresInARow = 0;
  }

  private bucketAt(now: number): Bucket {
    const startedAt = now - (now % BUCKET_MS);
    const last = this.buckets.at(-1);
    if (last?.startedAt === startedAt) return last;
    this.dropOld(now);
    const bucket = { startedAt, calls: 0, failures: 0 };
    this.buckets.push(bucket);
    return bucket;
  }

  /** A clock that was set back makes the buckets of its future old as well. */
  private dropOld(now: number): void {
    this.buckets = this.buckets.filter(({ startedAt }) => startedAt > now - WINDOW_MS && startedAt <= now);
  }
}
