import { stableId } from './ids';

/** What the sandbox counts for tests: what was really done, whatever the caller was told. */
export type Calls = {
  /** `what` names the write exactly: the same again is a write done twice. */
  countWrite(tool: string, what: string): void;
  count(what: 'tokens' | 'refreshes' | 'aborted' | 'webhooks'): void;
  list(tool: string | null): { writes: Record<string, number>; total: number; repeated: number };
  counters(): Record<string, number>;
  clear(): void;
};

export function createCalls(): Calls {
  const writes = new Map<string, number>();
  const counters = new Map<string, number>();
  const seen = new Set<string>();
  let repeated = 0;
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    countWrite(tool, what) {
      add(writes, tool);
      const mark = stableId('', what, 20);
      if (seen.has(mark)) repeated += 1;
      seen.add(mark);
    },
    count: (what) => void add(counters, what),
    list(tool) {
      const shown = [...writes].filter(([name]) => !tool || name.toLowerCase() === tool.toLowerCase());
      return { writes: Object.fromEntries(shown), total: shown.reduce((sum, [, count]) => sum + count, 0), repeated };
    },
    counters: () => ({ tokens: 0, refreshes: 0, aborted: 0, webhooks: 0, ...Object.fromEntries(counters) }),
    clear() {
      writes.clear();
      counters.clear();
      seen.clear();
      repeated = 0;
    },
  };
}
