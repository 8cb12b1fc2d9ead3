import { heavyTurn } from '@/lib/platform/heavy-turn';
import { gauge } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';
import { type Room, SMALL_ANSWER_BYTES } from '@/lib/platform/room';
import { noRoom, USUAL_DEADLINE_MS } from './deadline';
import { FairQueue } from './fair-queue';

const MIB = 1024 * 1024;

/**
 * How much the answers over 64 KiB come to that one process holds at a time, and those of one account: what is made of
 * an answer on its way takes several times its size. docs/operate.md names these figures.
 */
export const ANSWERS_AT_ONCE = { bytes: 32 * MIB, accountBytes: 16 * MIB };

const queue = () => once('answers-at-once', () => new FairQueue(ANSWERS_AT_ONCE.bytes, ANSWERS_AT_ONCE.accountBytes));

gauge({
  name: 'patchbay_large_answers_bytes',
  help: 'Room that is taken by answers over 64 KiB.',
  collect(bytes) {
    bytes.set(queue().taken);
  },
});

/** Room for the answer of one call. All attempts of a call share it, so that none waits for another of its own. */
export class AnswerRoom implements Room {
  private waiting = 0;
  private taking: Promise<void> | null = null;
  private readonly over = new AbortController();
  private giveBack: (() => void) | null = null;

  constructor(private readonly accountId: string) {}

  /** Whether an answer of this call has begun that is not small. */
  get isUsed(): boolean {
    return this.taking !== null;
  }

  /** Whether what has come of an answer waits, for room or for its turn. */
  get isWaiting(): boolean {
    return this.waiting > 0;
  }

  async take(bytes: number): Promise<void> {
    if (bytes <= SMALL_ANSWER_BYTES) return;
    this.taking ??= this.takeOnce(bytes);
    await this.taking;
  }

  /** The same for what no deadline ends. */
  async takeInTime(bytes: number): Promise<void> {
    const timer = setTimeout(() => this.over.abort(noRoom()), USUAL_DEADLINE_MS);
    await this.take(bytes).finally(() => clearTimeout(timer));
  }

  async turn(): Promise<void> {
    if (!this.isUsed) return;
    this.waiting += 1;
    await heavyTurn();
    this.waiting -= 1;
  }

  /** The call is over. */
  leave(): void {
    this.over.abort(new Error('the call is over'));
    this.giveBack?.();
    this.giveBack = null;
  }

  private async takeOnce(bytes: number): Promise<void> {
    this.waiting += 1;
    const giveBack = await queue()
      .take(this.accountId, this.over.signal, bytes)
      .finally(() => {
        this.waiting -= 1;
      });
    if (this.over.signal.aborted) giveBack();
    else this.giveBack = giveBack;
  }
}
