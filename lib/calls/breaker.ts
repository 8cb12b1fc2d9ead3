import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  handleWhen,
  type IBackoff,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';
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
/** What one process tells the others of a service. */
export type BreakerNews = Omit<Service, 'appName'> & { is: 'down' | 'back' };

/** What others have told. It is believed as far as one call of our own bears it out: theirs may be a broken network. */
type Heard = { suspectUntil: number; isBack: boolean };
type Guarded = { policy: CircuitBreakerPolicy; openedAt: number; heard: Heard };

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
    const cause = new BreakerOpen('the breaker is open');
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

/** Called with every service that this process found out to be down, or back, by itself. */
export function onBreakerNews(listener: (news: BreakerNews) => void): void {
  listeners().add(listener);
}

/**
 * Another process saw this service go down or come back. One that went down is held back here at the first call that
 * fails, and one that is back is tried at the next call.
 */
export function hearBreakerNews({ is, ...service }: BreakerNews): void {
  const { heard, policy } = breakerOf(service);
  if (is === 'down') {
    if (policy.state === CircuitState.Closed) heard.suspectUntil = Date.now() + WINDOW_MS;
    return;
  }
  heard.suspectUntil = 0;
  if (policy.state === CircuitState.Open) heard.isBack = true;
}

const listeners = () => once('breaker-news', () => new Set<(news: BreakerNews) => void>());

function breakerOf({ provider, appSlug, instance }: Omit<Service, 'appName'>): Guarded {
  const key = keyOf({ provider, appSlug, instance });
  const known = breakers().get(key);
  if (known) return known;
  const heard: Heard = { suspectUntil: 0, isBack: false };
  const policy = circuitBreaker(handleWhen(isServiceFailure), {
    halfOpenAfter: afterPause(heard),
    breaker: sampling(heard),
  });
  const made: Guarded = { policy, openedAt: 0, heard };
  tellChanges(made, { provider, appSlug, ...(instance && { instance }) });
  breakers().set(key, made);
  return made;
}

/** To the other processes, the log and the metrics. */
function tellChanges(guarded: Guarded, service: Omit<Service, 'appName'>): void {
  const { policy, heard } = guarded;
  const about = { provider: service.provider, app: service.appSlug };
  const tell = (is: BreakerNews['is']) => {
    for (const listener of listeners()) listener({ ...service, is });
  };
  const note = (isOpen: number) => {
    // One person's server says nothing about a service.
    if (!service.instance) states().set(about, isOpen);
  };
  let isProbing = false;
  policy.onHalfOpen(() => {
    isProbing = true;
    heard.isBack = false;
  });
  policy.onBreak(() => {
    guarded.openedAt = Date.now();
    note(1);
    // That a probe failed is no news to anybody, nor to other processes what they have told themselves.
    if (!isProbing) {
      log().warn({ ...about, profile_id: service.instance }, 'a service keeps failing; calls to it are held back');
      if (!isSuspect(heard)) tell('down');
    }
    isProbing = false;
    heard.suspectUntil = 0;
  });
  policy.onReset(() => {
    isProbing = false;
    note(0);
    log().info({ ...about, profile_id: service.instance }, 'a service that was held back answers again');
    tell('back');
  });
}

/** Half of at least ten calls within the window, or the first one where another process has seen as much. */
function sampling(heard: Heard): IBreaker {
  const own = new SamplingBreaker({
    threshold: 0.5,
    duration: WINDOW_MS,
    minimumRps: LEAST_CALLS / (WINDOW_MS / 1000),
  });
  return {
    get state() {
      return own.state;
    },
    set state(state) {
      own.state = state;
    },
    success(state) {
      heard.suspectUntil = 0;
      own.success(state);
    },
    failure: (state) => own.failure(state) || isSuspect(heard),
  };
}

function isSuspect({ suspectUntil }: Heard): boolean {
  return suspectUntil > Date.now();
}

/** Over at once when another process has seen the service come back. */
function afterPause(heard: Heard): IBackoff<unknown> {
  const pause = {
    get duration() {
      return heard.isBack ? 0 : HALF_OPEN_AFTER_MS;
    },
    next: () => pause,
  };
  return pause;
}

function keyOf({ provider, appSlug, instance = '' }: Omit<Service, 'appName'>): string {
  return `${provider} ${appSlug} ${instance}`;
}
