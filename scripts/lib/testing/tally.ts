/** A failure has a name, so that nothing can only be counted: whoever reads the last lines knows what to look at. */
export type Failure = { name: string; why?: string };
export type Outcome = { passed: number; failures: Failure[] };

/** Longer reasons are further up in the output, whole. */
const LINES_OF_WHY = 12;

/** Sums up what ran. A check without tests of its own, such as the types, counts as one. */
export class Tally {
  private passed = 0;
  private readonly failures: Failure[] = [];

  add(part: string, { passed, failures }: Outcome): void {
    this.passed += passed;
    this.failures.push(...failures.map(({ name, why }) => ({ name: `${part} › ${name}`, why })));
  }

  get hasFailed(): boolean {
    return this.failures.length > 0;
  }

  /** The last line is plain, for whoever reads it with a program. */
  report(): string {
    return [...this.failures.map(describe), `${this.passed} passed, ${this.failures.length} failed`].join('\n');
  }
}

function describe({ name, why = '' }: Failure): string {
  const lines = plain(why).split('\n').slice(0, LINES_OF_WHY);
  return [`✗ ${name}`, ...lines.filter((line) => line.trim()).map((line) => `    ${line}`)].join('\n');
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal are such characters.
  return text.replace(/\u001b\[[\d;]*m/g, '');
}
