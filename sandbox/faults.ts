import { newId } from './ids';
import type { ProviderName } from './outbox';
import { seededRandom } from './random';

/**
 * One thing that goes wrong on demand. Without `provider` or `app` it holds for all. `errorRate` is the share of calls
 * that fail (1 when it is not given); of `status`, `malformed`, `slowBody` and `reset` each failing call gets one.
 * `when: 'after'` does the work first and then loses the answer, which is what makes a blind retry of a write wrong.
 */
export type FaultRule = {
  provider?: ProviderName;
  app?: string;
  latencyMs?: number;
  errorRate?: number;
  status?: number;
  expiredGrant?: boolean;
  revokedGrant?: boolean;
  malformed?: boolean;
  slowBody?: boolean | number;
  reset?: boolean;
  retryAfterS?: number;
  answerBytes?: number;
  seed?: number;
  times?: number;
  when?: 'before' | 'after';
};

export type Target = { provider: ProviderName; app: string | null };

export type Failure =
  | { kind: 'status'; status: number; retryAfterS: number | null }
  | { kind: 'malformed' | 'reset' }
  | { kind: 'slowBody'; overMs: number };

export type Drawn = { latencyMs: number; failure: Failure | null; when: 'before' | 'after' };

type Held = { id: string; rule: FaultRule; left: number; random: () => number };

export type Faults = {
  add(rule: FaultRule): string;
  list(): (FaultRule & { id: string })[];
  clear(): void;
  draw(target: Target): Drawn;
  /** Looking at an account is free; only a call that fails by it uses up one of the rule's times. */
  grant(target: Target, isCall: boolean): 'expired' | 'revoked' | null;
  answerBytes(target: Target): number;
};

const SLOW_BODY_MS = 60_000;
const ANY_STATUS = [500, 502, 503, 429];

export function createFaults(): Faults {
  let held: Held[] = [];
  const matching = (target: Target) =>
    held.filter(
      ({ rule }) => (!rule.provider || rule.provider === target.provider) && (!rule.app || rule.app === target.app),
    );

  function spend(fault: Held) {
    fault.left -= 1;
    if (fault.left <= 0) held = held.filter((candidate) => candidate !== fault);
  }

  return {
    add(rule) {
      const id = newId('flt_', 8);
      held.push({ id, rule, left: rule.times ?? Number.POSITIVE_INFINITY, random: seededRandom(rule.seed ?? 1) });
      return id;
    },
    list: () => held.map(({ id, rule, left }) => ({ id, ...rule, ...(Number.isFinite(left) && { times: left }) })),
    clear: () => {
      held = [];
    },
    draw(target) {
      const drawn: Drawn = { latencyMs: 0, failure: null, when: 'before' };
      for (const fault of matching(target)) {
        const { rule, random } = fault;
        const kinds = failuresOf(rule);
        drawn.latencyMs = Math.max(drawn.latencyMs, rule.latencyMs ?? 0);
        if (kinds.length === 0) {
          if (rule.latencyMs) spend(fault);
          continue;
        }
        if (drawn.failure || random() >= (rule.errorRate ?? 1)) continue;
        drawn.failure = kinds[Math.floor(random() * kinds.length)] ?? null;
        drawn.when = rule.when ?? 'before';
        spend(fault);
      }
      return drawn;
    },
    grant(target, isCall) {
      const fault = matching(target).find(({ rule }) => rule.expiredGrant || rule.revokedGrant);
      if (!fault) return null;
      if (isCall) spend(fault);
      return fault.rule.revokedGrant ? 'revoked' : 'expired';
    },
    answerBytes: (target) => Math.max(0, ...matching(target).map(({ rule }) => rule.answerBytes ?? 0)),
  };
}

/** The ways a rule can fail. A bare error rate means whatever a service under strain answers. */
function failuresOf(rule: FaultRule): Failure[] {
  const retryAfterS = rule.retryAfterS ?? null;
  const named: Failure[] = [];
  if (rule.status) named.push({ kind: 'status', status: rule.status, retryAfterS });
  if (rule.malformed) named.push({ kind: 'malformed' });
  if (rule.reset) named.push({ kind: 'reset' });
  if (rule.slowBody) {
    named.push({ kind: 'slowBody', overMs: typeof rule.slowBody === 'number' ? rule.slowBody : SLOW_BODY_MS });
  }
  if (named.length > 0 || !rule.errorRate) return named;
  return ANY_STATUS.map((status) => ({ kind: 'status', status, retryAfterS }));
}
