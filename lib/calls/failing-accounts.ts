/** As many failures in a row as hold an account back while others get answers. */
const MAX_IN_A_ROW = 10;
/** Those that failed longest ago are forgotten first. */
const MAX_KEPT = 1_000;

/** `since` counts outcomes, not time: two of them can come within the same millisecond. */
type Streak = { since: number; failures: number; heldAt: number | null };

/**
 * For which accounts a service fails, and whether it answers others meanwhile. Whose calls fail while others are
 * answered has something that is broken of their own: a token, an input, a plan.
 */
export class FailingAccounts {
  /** Of those whose last call failed. */
  private readonly streaks = new Map<string, Streak>();
  private outcomes = 0;
  private lastAnswerAt = 0;
  /** Whose calls all failures since the last answer were; null when there were none, or of several. */
  private onlyOne: string | null = null;
  private failuresSinceAnswer = 0;

  add(account: string, succeeded: boolean): void {
    this.outcomes += 1;
    if (succeeded) {
      this.lastAnswerAt = this.outcomes;
      this.failuresSinceAnswer = 0;
      this.onlyOne = null;
      this.streaks.delete(account);
      return;
    }
    this.onlyOne = this.failuresSinceAnswer === 0 || this.onlyOne === account ? account : null;
    this.failuresSinceAnswer += 1;
    const streak = this.streaks.get(account) ?? { since: this.outcomes, failures: 0, heldAt: null };
    streak.failures += 1;
    this.streaks.delete(account);
    this.streaks.set(account, streak);
    const [oldest] = this.streaks.keys();
    if (this.streaks.size > MAX_KEPT && oldest !== undefined) this.streaks.delete(oldest);
  }

  /** Since its calls began to fail, somebody was answered; it cannot have been this account. */
  areOthersWell(account: string): boolean {
    const streak = this.streaks.get(account);
    return streak !== undefined && this.lastAnswerAt > streak.since;
  }

  /** Everything that failed was of one account, and this is another: nobody knows how the service is for it. */
  isAnotherThanFailed(account: string): boolean {
    return this.onlyOne !== null && this.onlyOne !== account;
  }

  /** Holds the account back after its tenth failure in a row, and anew after each further one. */
  holdIfFailing(account: string, now: number): void {
    const streak = this.streaks.get(account);
    if (streak && streak.failures >= MAX_IN_A_ROW) streak.heldAt = now;
  }

  /** Since when it is held back; null when it is not. */
  heldAt(account: string): number | null {
    return this.streaks.get(account)?.heldAt ?? null;
  }
}
