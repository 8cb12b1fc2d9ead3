import { AppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';
import { gauge } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';
import { say } from '@/lib/sentence';
import { BreakerOpen } from './safety';
import { type BreakerState, ServiceBreaker } from './service-breaker';

export type Service = {
  provider: string;
  appSlug: string;
  appName: string;
  /** Set where every profile leads to a server of its own: one that is down must not hold back the others. */
  instance?: string;
  /** Whose call it is: what fails for one account alone must not hold back the others. */
  accountId?: string;
};
/** What has a breaker of its own. */
type BreakerKey = Omit<Service, 'appName' | 'accountId'>;
type Known = { service: BreakerKey; breaker: ServiceBreaker };
/** What one process tells the others of a service. */
export type BreakerNews = BreakerKey & { is: 'down' | 'back' };

const breakers = () => once('breakers', () => new Map<string, Known>());
const listeners = () => once('breaker-news', () => new Set<(news: BreakerNews) => void>());
gauge({
  name: 'patchbay_breaker_open',
  help: '1 while calls to a service are held back; 0 again a minute after the last call that found it failing.',
  labels: ['provider', 'app'],
  aggregator: 'max',
  collect(state) {
    for (const { service, breaker } of breakers().values()) {
      const { provider, appSlug: app, instance } = service;
      // One person's server says nothing about a service.
      if (!instance) state.set({ provider, app }, breaker.isHoldingBack ? 1 : 0);
    }
  },
});

/**
 * Holds calls back from a service that keeps failing. What it says about the caller's input is no failure of the
 * service, and neither is what the caller did.
 */
export async function behindBreaker<Result>(
  service: Service,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const breaker = breakerOf(service);
  try {
    return await breaker.execute(work, signal, service.accountId);
  } catch (caught) {
    if (!(caught instanceof BreakerOpen)) throw caught;
    const retryAfterS = Math.max(1, Math.ceil((breaker.retryAt(service.accountId) - Date.now()) / 1000));
    const { words, outage } = whyHeldBack(service, breaker.lastFailure);
    throw new AppError('provider_unavailable', words, { retryAfterS, outage, cause: caught });
  }
}

/** Of somebody's own server its owner is told what went wrong; of a shared service, that it is unwell. */
function whyHeldBack({ instance, appName }: Service, lastFailure: unknown) {
  if (instance && lastFailure instanceof AppError) {
    return { words: lastFailure.words, outage: lastFailure.detail.outage };
  }
  return { words: say('providers.problem', { name: appName }), outage: undefined };
}

export function breakerState(service: Pick<Service, 'provider' | 'appSlug'>): BreakerState {
  return breakers().get(keyOf(service))?.breaker.state ?? 'closed';
}

/** Called with every service that this process found to be down by itself, and with every one that is back. */
export function onBreakerNews(listener: (news: BreakerNews) => void): void {
  listeners().add(listener);
}

/** Another process found out about a service. */
export function hearBreakerNews({ is, ...service }: BreakerNews): void {
  if (is === 'down') breakerOf(service).onPeerDown();
  else breakers().get(keyOf(service))?.breaker.onPeerUp();
}

/** A person's own server was reached, or is reached in another way now: the next call finds out, without waiting. */
export function hearConnectionChange(service: BreakerKey): void {
  breakers().get(keyOf(service))?.breaker.onPeerUp();
}

function breakerOf({ provider, appSlug, instance }: BreakerKey): ServiceBreaker {
  const service = { provider, appSlug, ...(instance && { instance }) };
  const key = keyOf(service);
  const known = breakers().get(key);
  if (known) return known.breaker;
  const breaker = makeBreaker(service);
  breakers().set(key, { service, breaker });
  return breaker;
}

/** Tells the other processes and the log. */
function makeBreaker(service: BreakerKey): ServiceBreaker {
  const about = { provider: service.provider, app: service.appSlug };
  const tell = (is: BreakerNews['is']) => {
    for (const listener of listeners()) listener({ ...service, is });
  };
  return new ServiceBreaker({
    onDown(detectedHere) {
      log().warn({ ...about, profile_id: service.instance }, 'a service keeps failing; calls to it are held back');
      if (detectedHere) tell('down');
    },
    onBack() {
      log().info({ ...about, profile_id: service.instance }, 'a service that was held back answers again');
      tell('back');
    },
  });
}

function keyOf({ provider, appSlug, instance = '' }: BreakerKey): string {
  return `${provider} ${appSlug} ${instance}`;
}
