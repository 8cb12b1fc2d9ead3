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
/** As long as a provider may take to know of an account whose window was closed. */
const CLOSED_GRACE_MS = 9_000;

/** A new profile of an app, or with `profile_id` the same one again. */
export type ConnectRequest = { provider: string; app?: string; profile_id?: string; profile_name?: string };

export type ConnectProgress =
  | { step: 'idle' | 'starting' | 'leaving' | 'waiting' | 'checking' | 'closed' }
  | { step: 'refused'; error: Error }
  | { step: 'ended'; failure: ConnectFailure }
  | { step: 'connected'; profileId: string };

/**
 * Connecting, from pressing the button to knowing. `start` must be called from a click, because only then browsers
 * let a window open; where they do not, the whole page goes and comes back. What the window says is only a reason to
 * look; the attempt itself is asked, and a closed window is no answer.
 */
export function useConnect({ onConnected }: { onConnected?: (profileId: string) => void } = {}) {
  const forget = useForgetProfiles();
  const popup = useRef<Window | null>(null);
  const closedAt = useRef<number | null>(null);
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
      closedAt.current = popup.current?.closed ? (closedAt.current ?? Date.now()) : null;
      const closedForMs = closedAt.current === null ? null : Date.now() - closedAt.current;
      const path = `/api/${token?.provider}/connection-tokens/${token?.token}`;
      const state = await api(ConnectionTokenState, closedForMs === null ? path : `${path}?check=true`, { signal });
      return { state, closedForMs };
    },
    enabled: token !== null,
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : LOOK_EVERY_MS),
    refetchIntervalInBackground: true,
    staleTime: 0,
    gcTime: 0,
  });

  const look = useEffectEvent((told: unknown) => {
    if (token !== null && ConnectMessage.safeParse(told).success) void watch.refetch();
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

  const profileId = watch.data?.state.profile_id ?? null;
  const tell = useEffectEvent((id: string) => {
    popup.current?.close();
    void forget();
    onConnected?.(id);
  });
  useEffect(() => {
    if (profileId !== null) tell(profileId);
  }, [profileId]);

  const start = (request: ConnectRequest) => {
    popup.current = openPopup();
    closedAt.current = null;
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
type Seen = { state: ConnectionTokenState; closedForMs: number | null };

function progressOf(begin: Begun, seen: Seen | undefined): ConnectProgress {
  if (begin.isPending) return { step: 'starting' };
  if (begin.error) return { step: 'refused', error: begin.error };
  if (begin.data === undefined) return { step: 'idle' };
  if (begin.data === null) return { step: 'leaving' };
  const state = seen?.state;
  if (state?.status === 'completed' && state.profile_id) return { step: 'connected', profileId: state.profile_id };
  if (isOver(state)) return { step: 'ended', failure: state?.failure ?? 'expired' };
  const closedForMs = seen?.closedForMs ?? null;
  if (closedForMs === null) return { step: 'waiting' };
  return { step: closedForMs < CLOSED_GRACE_MS ? 'checking' : 'closed' };
}

function isOver(state: ConnectionTokenState | undefined): boolean {
  return state !== undefined && state.status !== 'pending' && state.status !== 'confirming';
}
