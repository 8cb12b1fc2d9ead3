import { ask } from './ask';

const ATTEMPT_LIMIT_MS = 60_000;

/**
 * Work that must not be done twice at the same moment in one process. Whoever asks meanwhile waits for the first
 * attempt; none of them can end it for the others by hanging up.
 */
export class Attempts<Value> {
  private readonly underway = new Map<string, Promise<Value>>();

  constructor(private readonly service: string) {}

  share(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const attempt = this.underway.get(key) ?? this.begin(key, work);
    return ask(this.service, signal, () => attempt, ATTEMPT_LIMIT_MS);
  }

  private begin(key: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const attempt = work(AbortSignal.timeout(ATTEMPT_LIMIT_MS)).finally(() => this.underway.delete(key));
    this.underway.set(key, attempt);
    attempt.catch(() => undefined); // those who wait for it hear of it
    return attempt;
  }
}
