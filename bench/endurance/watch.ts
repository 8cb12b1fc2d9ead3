import { setTimeout as sleep } from 'node:timers/promises';
import { within } from './within';

const EVERY_MS = 50;
/** An answer that takes longer counts as none. */
const PATIENCE_MS = 1000;

/** Each is answered by another part of the product: the server, the process for pages, the database. */
const SIGNS = ['/api/tools/health', '/sign-in', '/api/health/ready'];

type Silence = { from: number; to: number };

/** Asks each part for a sign of life, all the time, and remembers when none came. */
export class Watch {
  private readonly silences: Silence[] = [];
  private readonly expected: Silence[] = [];
  private isOver = false;
  private readonly watching: Promise<unknown>;

  constructor(url: string) {
    this.watching = Promise.all(SIGNS.map((path) => this.ask(`${url}${path}`)));
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.watching;
  }

  /** From now on something is down on purpose. `longest` says for how long no sign came. */
  expect(): { longest(): Promise<number> } {
    const span = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    this.expected.push(span);
    return {
      longest: async () => {
        span.to = Date.now();
        return longestOf(this.silences.filter((silence) => overlaps(silence, span)));
      },
    };
  }

  /** The longest silence outside of what was caused on purpose. */
  unexpected(): number {
    return longestOf(this.silences.filter((silence) => !this.expected.some((span) => overlaps(silence, span))));
  }

  private async ask(url: string): Promise<void> {
    let lastHeard = Date.now();
    let silence: Silence | undefined;
    while (!this.isOver) {
      if (await answers(url)) {
        lastHeard = Date.now();
        silence = undefined;
      } else if (silence) {
        silence.to = Date.now();
      } else {
        silence = { from: lastHeard, to: Date.now() };
        this.silences.push(silence);
      }
      await sleep(EVERY_MS);
    }
  }
}

function overlaps(left: Silence, right: Silence): boolean {
  return left.from < right.to && right.from < left.to;
}

function longestOf(silences: Silence[]): number {
  return Math.max(0, ...silences.map(({ from, to }) => to - from));
}

async function answers(url: string): Promise<boolean> {
  return within(2 * PATIENCE_MS, ask(url)).catch(() => false);
}

async function ask(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return (await answer.text()) !== '' && answer.ok;
}
