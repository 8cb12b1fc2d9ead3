import { newId } from './ids';
import type { JsonObject } from './json';
import type { State } from './state';

export type ProviderName = 'pipedream' | 'composio';

/** Something that reached an app: what the outbox page shows and tests assert on. */
export type OutboxEntry = {
  id: string;
  at: string;
  app: string;
  provider: ProviderName;
  identity: string;
  external_user_id: string;
  tool: string;
  summary: string;
  payload: JsonObject;
};

const KEPT = 1000;

export function addToOutbox(state: State, entry: Omit<OutboxEntry, 'id' | 'at'>) {
  state.outbox.unshift({ id: newId('out_', 10), at: new Date().toISOString(), ...entry });
  state.outbox.length = Math.min(state.outbox.length, KEPT);
}

export function listOutbox(state: State, filter: { since: string | null; app: string | null }): OutboxEntry[] {
  return state.outbox.filter(
    (entry) => (!filter.app || entry.app === filter.app) && (!filter.since || entry.at > filter.since),
  );
}
