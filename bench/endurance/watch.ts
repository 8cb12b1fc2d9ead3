import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '@/lib/platform/within';
import { until } from '@/scripts/lib/processes';

const EVERY_MS = 50;
/** An answer that takes longer counts as none. */
const PATIENCE_MS = 1000;

/** Each is answered by another part of the product. */
const ADDRESSES = {
  api: '/api/tools/health',
  pages: '/sign-in',
  database: '/api/health/ready',
  sandbox: '/sandbox/icons/gmail.svg',
} as const;
export type Sign = keyof typeof ADDRESSES | 'calls';
const SIGNS: readonly Sign[] = ['calls', 'api', 'pages', 'database', 'sandbox'];
/** For each part, its longest silence in milliseconds. */
export type Silences = Record<Sign, number>;
/** All is well again once every part has answered for so long without a gap. */
const SETTLED_MS = 5000;
const SETTLES_WITHIN_MS = 90_000;

export type Silence = { sign: Sign; from: number; to: number };
/** False, or a failure, is no sign of life. */
type Ask = (signal: AbortSignal) => Promise<boolean>;
type Span = { from: number; to: number };

/** Asks each part for a sign of life, all the time, and remembers when none came. */
export class Watch {
  private readonly silences: Silence[] = [];
  private readonly expected: Span[] = [];
  private isOver = false;
  private readonly watching: Promise<unknown>;

  /** `call` runs a tool that needs the server and the database, and no app that is made to fail. */
  constructor(url: string, call: (signal: AbortSignal) => Promise<boolean>) {
    const get = (address: string) => async (signal: AbortSignal) => {
      const answer = await fetch(`${url}${address}`, { signal });
      return (await answer.text()) !== '' && answer.ok;
    };
    const others = Object.entries(ADDRESSES) as [Sign, string][];
    this.watching = Promise.all([
      this.ask('calls', call),
      ...others.map(([sign, address]) => this.ask(sign, get(address))),
    ]);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.watching;
  }

  /** From now on something is down on purpose. `settled` waits until all is well and says how long each part was silent. */
  expect(): { settled(): Promise<Silences> } {
    const span = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    this.expected.push(span);
    return {
      settled: async () => {
        const since = Date.now();
        await until(() => this.quietSince(since) >= SETTLED_MS, SETTLES_WITHIN_MS, EVERY_MS);
        span.to = Date.now();
        const caused = this.silences.filter((silence) => overlaps(silence, span));
        const longest = (sign: Sign) => lengthOf(longestOf(caused.filter((silence) => silence.sign === sign)));
        return Object.fromEntries(SIGNS.map((sign) => [sign, longest(sign)])) as Silences;
      },
    };
  }

  /** The longest silence outside of what was caused on purpose. */
  unexpected(): Silence | null {
    return longestOf(this.silences.filter((silence) => !this.expected.some((span) => overlaps(silence, span))));
  }

  private quietSince(from: number): number {
    return Date.now() - Math.max(from, ...this.silences.map(({ to }) => to));
  }

  private async ask(sign: Sign, once: Ask): Promise<void> {
    let lastHeard = Date.now();
    let silence: Silence | undefined;
    while (!this.isOver) {
      if (await answers(once)) {
        lastHeard = Date.now();
        if (silence) silence.to = lastHeard;
        silence = undefined;
      } else if (silence) {
        silence.to = Date.now();
      } else {
        silence = { sign, from: lastHeard, to: Date.now() };
        this.silences.push(silence);
      }
      await sleep(EVERY_MS);
    }
  }
}

function overlaps(left: Span, right: Span): boolean {
  return left.from < right.to && right.from < left.to;
}

function longestOf(silences: Silence[]): Silence | null {
  return silences.toSorted((left, right) => lengthOf(right) - lengthOf(left))[0] ?? null;
}

function lengthOf(silence: Silence | null): number {
  return silence ? silence.to - silence.from : 0;
}

async function answers(once: Ask): Promise<boolean> {
  return within(2 * PATIENCE_MS, once(AbortSignal.timeout(PATIENCE_MS))).catch(() => false);
}
