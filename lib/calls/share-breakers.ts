import { log } from '@/lib/platform/log';
import { announce, onChange } from '@/lib/platform/notify';
import { hearBreakerNews, hearConnectionChange, onBreakerNews } from './breaker';

const TABLE = 'breakers';

/**
 * What one process finds out about a service, all processes on the same database hear: a service that goes down costs
 * each of the others one failing call, and one that is back is back for everybody. A person's own server that was
 * checked or edited is tried at once.
 */
export function shareBreakers(): void {
  onBreakerNews(({ provider, appSlug, instance, is }) => {
    const change = { table: TABLE, provider, app_slug: appSlug, profile_id: instance, breaker: is };
    announce(change).catch((cause) => log().warn({ cause }, 'the state of a breaker could not be told to the others'));
  });
  onChange((change) => {
    if (!change?.provider || !change.app_slug) return;
    const { table, provider, app_slug: appSlug, profile_id: instance, breaker: is } = change;
    if (table === 'connections' && instance) hearConnectionChange({ provider, appSlug, instance });
    if (table !== TABLE || !is) return;
    hearBreakerNews({ provider, appSlug, is, ...(instance && { instance }) });
  });
}
