export type Counts = { passed: number; failed: number };

/** Sums up what ran. A check without tests of its own, such as the types, counts as one. */
export class Tally {
  private counts: Counts = { passed: 0, failed: 0 };
  private readonly failures: string[] = [];

  add(name: string, { passed, failed }: Counts): void {
    this.counts = { passed: this.counts.passed + passed, failed: this.counts.failed + failed };
    if (failed > 0) this.failures.push(name);
  }

  get hasFailed(): boolean {
    return this.counts.failed > 0;
  }

  /** The last line is plain, for whoever reads it with a program. */
  report(): string {
    const where = this.failures.map((name) => `✗ ${name}\n`).join('');
    return `${where}${this.counts.passed} passed, ${this.counts.failed} failed`;
  }
}
