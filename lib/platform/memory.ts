import { type Change, isHearingChanges, onChange } from './notify';
import { lazily } from './once';

type Entry<Value> = { value: Promise<Value>; expiresAt: number };

/**
 * A small map with a life that forgets an entry as soon as any process changes what it was made from. While the feed
 * of changes is down it remembers nothing, so what was revoked stays revoked.
 */
export class Memory<Value> {
  private readonly entries = new Map<string, Entry<Value>>();
  /** Counts forgetting, so that a value read before a change is not kept after it. */
  private generation = 0;

  constructor(
    private readonly options: {
      name: string;
      /** Which entries a change makes stale; `all` when it cannot tell. */
      stale: (change: Change) => string[] | 'all';
      lifeMs?: number;
      most?: number;
    },
  ) {
    onChange((change) => this.forget(change === null ? 'all' : options.stale(change)));
  }

  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const found = this.entries.get(key);
    if (found && found.expiresAt > Date.now()) return found.value;
    if (!isHearingChanges()) return make();
    const { generation } = this;
    const value = make();
    this.keep(key, value);
    value.then(
      () => generation !== this.generation && this.entries.get(key)?.value === value && this.entries.delete(key),
      () => this.entries.get(key)?.value === value && this.entries.delete(key),
    );
    return value;
  }

  forget(keys: string[] | 'all'): void {
    if (keys === 'all') this.entries.clear();
    else for (const key of keys) this.entries.delete(key);
    if (keys === 'all' || keys.length > 0) this.generation += 1;
  }

  private keep(key: string, value: Promise<Value>): void {
    const { lifeMs = 60_000, most = 10_000 } = this.options;
    if (this.entries.size >= most) {
      const oldest = this.entries.keys().next();
      if (!oldest.done) this.entries.delete(oldest.value);
    }
    this.entries.set(key, { value, expiresAt: Date.now() + lifeMs });
  }
}

/** One memory per name and process. */
export function memory<Value>(options: ConstructorParameters<typeof Memory<Value>>[0]): () => Memory<Value> {
  return lazily(`memory:${options.name}`, () => new Memory<Value>(options));
}
