import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { api } from '@/lib/api-client';
import {
  CONNECT_CHANNEL,
  type ConnectFailure,
  ConnectionToken,
  ConnectionTokenState,
  ConnectMessage,
} from '@/lib/contracts/connection-token';
import { openPopup, returnAddress } from './connect-popup';
import { keys } from './query-keys';
import { useForgetProfiles } from './use-profiles';

const LOOK_EVERY_MS = 1_500;
/** How often the provider itself is asked while the window seems to be closed. */
const ASK_EVERY_MS = 4_000;

/** A new profile of an app, or with `profile_id` the same one again. */
export type ConnectRequest = { provider: string; app?: string; profile_id?: string; profile_name?: string };

export type ConnectProgress =
  | { step: 'idle' | 'starting' | 'leaving' | 'waiting' }
  | { step: 'refused'; error: Error }
  | { step: 'ended'; failure: ConnectFailure }
  | { step: 'connected'; profileId: string };

/**
 * Connecting, from pressing the button to knowing. `start` must be called from a click, because only then browsers
 * let a window open; where they do not, the whole page goes and comes back.
 *
 * Only the state of the attempt says how it stands. `popup.closed` does not: it is also true when a page of the
 * provider cut the window from its opener (Cross-Origin-Opener-Policy) while the person is still signing in there. So
 * it is used for nothing but asking the provider too, in case the window really was closed before it came back.
 */
export function useConnect({ onConnected }: { onConnected?: (profileId: string) => void } = {}) {
  const forget = useForgetProfiles();
  const popup = useRef<Window | null>(null);
  const askedAt = useRef(0);
  const begin = useMutation({
    mutationFn: async ({ provider, ...body }: ConnectRequest & { redirect_url?: string }) => {
      try {
        const token = await api(ConnectionToken, `/api/${provider}/connection-tokens`, { method: 'POST', body });
        (popup.current ?? window).location.replace(token.link);
        return popup.current ? token : null;
      } catch (error) {
        popup.current?.close();
        throw error;
      }
    },
  });
  const token = begin.data ?? null;
  const watch = useQuery({
    queryKey: keys.connectionToken(token?.provider ?? '', token?.token ?? ''),
    queryFn: async ({ signal }) => {
      const isDue = popup.current?.closed === true && Date.now() - askedAt.current >= ASK_EVERY_MS;
      if (isDue) askedAt.current = Date.now();
      const path = `/api/${token?.provider}/connection-tokens/${token?.token}`;
      return api(ConnectionTokenState, isDue ? `${path}?check=true` : path, { signal });
    },
    enabled: token !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : LOOK_EVERY_MS),
    refetchIntervalInBackground: true,
    staleTime: 0,
    gcTime: 0,
  });

  const look = useEffectEvent((message: unknown) => {
    if (token !== null && ConnectMessage.safeParse(message).success) void watch.refetch();
  });
  useEffect(() => {
    const onMessage = ({ origin, data }: MessageEvent) => origin === window.location.origin && look(data);
    const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CONNECT_CHANNEL) : null;
    window.addEventListener('message', onMessage);
    channel?.addEventListener('message', onMessage);
    return () => {
      window.removeEventListener('message', onMessage);
      channel?.close();
    };
  }, []);

  const profileId = watch.data?.profile_id ?? null;
  const finish = useEffectEvent((id: string) => {
    popup.current?.close();
    void forget();
    onConnected?.(id);
  });
  useEffect(() => {
    if (profileId !== null) finish(profileId);
  }, [profileId]);

  const start = (request: ConnectRequest) => {
    popup.current?.close();
    popup.current = openPopup();
    askedAt.current = Date.now();
    begin.mutate(popup.current ? request : { ...request, redirect_url: returnAddress() });
  };
  const showWindow = () => {
    if (!token) return;
    if (popup.current?.closed !== false) popup.current = openPopup(token.link);
    else popup.current.focus();
    void watch.refetch();
  };
  const stop = () => {
    popup.current?.close();
    begin.reset();
  };
  return { progress: progressOf(begin, watch.data), start, showWindow, stop };
}

export type Connect = ReturnType<typeof useConnect>;

type Begun = { isPending: boolean; error: Error | null; data: ConnectionToken | null | undefined };

function progressOf(begin: Begun, state: ConnectionTokenState | undefined): ConnectProgress {
  if (begin.isPending) return { step: 'starting' };
  if (begin.error) return { step: 'refused', error: begin.error };
  if (begin.data === undefined) return { step: 'idle' };
  if (begin.data === null) return { step: 'leaving' };
  if (state?.status === 'completed' && state.profile_id) return { step: 'connected', profileId: state.profile_id };
  if (isOver(state)) return { step: 'ended', failure: state?.failure ?? 'expired' };
  // A link that could not start. It is watched further: it may be opened again in the other window.
  return state?.failure ? { step: 'ended', failure: state.failure } : { step: 'waiting' };
}

function isOver(state: ConnectionTokenState | undefined): boolean {
  return state !== undefined && state.status !== 'pending' && state.status !== 'confirming';
}
