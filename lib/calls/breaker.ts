import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';
import { AppError } from '@/lib/errors';
import { gauge } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';
import { BreakerOpen, isServiceFailure } from './safety';

const WINDOW_MS = 30_000;
const LEAST_CALLS = 10;
/** A little under ten seconds, so that calls succeed within ten of the service's return, the probe included. */
const HALF_OPEN_AFTER_MS = 9_500;

export type Service = {
  provider: string;
  appSlug: string;
  appName: string;
  /** Set where every profile leads to a server of its own: one that is down must not hold back the others. */
  instance?: string;
};
export type BreakerState = 'closed' | 'open' | 'half_open';
type Guarded = { policy: CircuitBreakerPolicy; openedAt: number };

const breakers = () => once('breakers', () => new Map<string, Guarded>());
const states = gauge({
  name: 'patchbay_breaker_open',
  help: '1 while calls to a service are held back',
  labels: ['provider', 'app'],
});

/**
 * Holds calls back from a service of which half of at least ten calls failed within thirty seconds, and lets one
 * through to see whether it is back. What a service says about the caller's input is no failure of the service.
 */
export async function behindBreaker<Result>(
  service: Service,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const guarded = breakerOf(service);
  try {
    return await guarded.policy.execute(work, signal);
  } catch (caught) {
    if (!(caught instanceof BrokenCircuitError)) throw caught;
    const retryAfterS = Math.max(1, Math.ceil((guarded.openedAt + HALF_OPEN_AFTER_MS - Date.now()) / 1000));
    const cause = new BreakerOpen('the breaker is open', { cause: caught });
    throw new AppError('provider_unavailable', `There was a problem connecting to ${service.appName}.`, {
      retryAfterS,
      cause,
    });
  }
}

export function breakerState(service: Pick<Service, 'provider' | 'appSlug'>): BreakerState {
  const state = breakers().get(keyOf(service))?.policy.state;
  if (state === CircuitState.HalfOpen) return 'half_open';
  return state === CircuitState.Open || state === CircuitState.Isolated ? 'open' : 'closed';
}

function breakerOf(service: Service): Guarded {
  const key = keyOf(service);
  const known = breakers().get(key);
  if (known) return known;
  const policy = circuitBreaker(handleWhen(isServiceFailure), {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new SamplingBreaker({
      threshold: 0.5,
      duration: WINDOW_MS,
      minimumRps: LEAST_CALLS / (WINDOW_MS / 1000),
    }),
  });
  const made: Guarded = { policy, openedAt: 0 };
  const note = (isOpen: number) => {
    // One person's server says nothing about a service.
    if (!service.instance) states().set({ provider: service.provider, app: service.appSlug }, isOpen);
  };
  policy.onBreak(() => {
    made.openedAt = Date.now();
    note(1);
  });
  policy.onReset(() => note(0));
  breakers().set(key, made);
  return made;
}

function keyOf({ provider, appSlug, instance = '' }: Omit<Service, 'appName'>): string {
  return `${provider} ${appSlug} ${instance}`;
}
