import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '@/lib/platform/within';
import { until } from '@/scripts/lib/processes';

const EVERY_MS = 50;
/** An answer that takes longer counts as none. */
const PATIENCE_MS = 1000;

/** Each is answered by another part of the product: the server, the process for pages, the database. */
const SIGNS = ['/api/tools/health', '/sign-in', '/api/health/ready'] as const;
export type Sign = (typeof SIGNS)[number];
/** All is well again once every part has answered for so long without a gap. */
const SETTLED_MS = 5000;
const SETTLES_WITHIN_MS = 90_000;

type Silence = { sign: Sign; from: number; to: number };
type Span = { from: number; to: number };

/** Asks each part for a sign of life, all the time, and remembers when none came. */
export class Watch {
  private readonly silences: Silence[] = [];
  private readonly expected: Span[] = [];
  private isOver = false;
  private readonly watching: Promise<unknown>;

  constructor(url: string) {
    this.watching = Promise.all(SIGNS.map((sign) => this.ask(sign, `${url}${sign}`)));
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.watching;
  }

  /** From now on something is down on purpose. `settled` waits until all is well and says how long each part was silent. */
  expect(): { settled(): Promise<Record<Sign, number>> } {
    const span = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    this.expected.push(span);
    return {
      settled: async () => {
        await until(() => this.quietSince(span.from) >= SETTLED_MS, SETTLES_WITHIN_MS, EVERY_MS);
        span.to = Date.now();
        const caused = this.silences.filter((silence) => overlaps(silence, span));
        const longest = (sign: Sign) => longestOf(caused.filter((silence) => silence.sign === sign));
        return Object.fromEntries(SIGNS.map((sign) => [sign, longest(sign)])) as Record<Sign, number>;
      },
    };
  }

  /** The longest silence outside of what was caused on purpose. */
  unexpected(): number {
    return longestOf(this.silences.filter((silence) => !this.expected.some((span) => overlaps(silence, span))));
  }

  private quietSince(from: number): number {
    return Date.now() - Math.max(from, ...this.silences.map(({ to }) => to));
  }

  private async ask(sign: Sign, url: string): Promise<void> {
    let lastHeard = Date.now();
    let silence: Silence | undefined;
    while (!this.isOver) {
      if (await answers(url)) {
        lastHeard = Date.now();
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

function longestOf(silences: Span[]): number {
  return Math.max(0, ...silences.map(({ from, to }) => to - from));
}

async function answers(url: string): Promise<boolean> {
  return within(2 * PATIENCE_MS, ask(url)).catch(() => false);
}

async function ask(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return (await answer.text()) !== '' && answer.ok;
}
