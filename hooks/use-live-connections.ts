import { useEffect, useEffectEvent } from 'react';
import { toPath } from './to-path';
import { useForgetConnections } from './use-profiles';
import { useViewedAccount } from './use-viewed-account';

/**
 * Keeps what an open page shows of connections true: the server says that something changed, and the page asks anew.
 * Only a page in sight listens, because a browser opens few connections to one host.
 */
export function useLiveConnections(): void {
  const account = useViewedAccount();
  const forget = useForgetConnections();
  const onNews = useEffectEvent(() => void forget());
  const path = toPath('/api/connections/live', { user_id: account });

  useEffect(() => {
    let source: EventSource | null = null;
    const close = () => {
      source?.close();
      source = null;
    };
    const listenWhileVisible = () => {
      if (document.visibilityState !== 'visible') return close();
      if (source) return;
      source = new EventSource(path);
      source.addEventListener('changed', () => onNews());
    };
    listenWhileVisible();
    document.addEventListener('visibilitychange', listenWhileVisible);
    return () => {
      document.removeEventListener('visibilitychange', listenWhileVisible);
      close();
    };
  }, [path]);
}
