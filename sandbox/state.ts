import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ComposioState } from './composio/state';
import { isObject, type JsonObject } from './json';
import type { OutboxEntry } from './outbox';
import type { PipedreamState } from './pipedream/state';

/** The rows of one app as one identity sees them, by resource. */
export type World = Record<string, JsonObject[]>;

/** Everything that outlives a restart. Plain JSON, written as it is. */
export type State = {
  pipedream: PipedreamState;
  composio: ComposioState;
  worlds: Record<string, World>;
  outbox: OutboxEntry[];
};

export type Store = { state: State; save(): void; flush(): void };

const SAVE_AFTER_MS = 1000;

function emptyState(): State {
  return {
    pipedream: { bearers: {}, connectTokens: {}, accounts: {}, users: {} },
    composio: { authConfigs: {}, accounts: {}, links: {}, mcpServers: {}, webhooks: {}, sessions: {} },
    worlds: {},
    outbox: [],
  };
}

/** Keeps the state in memory and, when there is a file, beside it: a restarted demo still has its grants. */
export function openStore(stateFile: string | undefined): Store {
  const state = stateFile ? readState(stateFile) : emptyState();
  let timer: NodeJS.Timeout | null = null;

  function flush() {
    if (timer) clearTimeout(timer);
    timer = null;
    if (stateFile) writeState(stateFile, state);
  }

  return {
    state,
    flush,
    save() {
      if (!stateFile || timer) return;
      timer = setTimeout(flush, SAVE_AFTER_MS);
      timer.unref();
    },
  };
}

/** A file that is missing or torn means a fresh sandbox: it holds nothing that anyone could not make again. */
function readState(stateFile: string): State {
  try {
    const saved: unknown = JSON.parse(readFileSync(stateFile, 'utf8'));
    return isState(saved) ? completed(saved) : emptyState();
  } catch {
    return emptyState();
  }
}

function isState(saved: unknown): saved is State {
  return isObject(saved) && Object.keys(emptyState()).every((key) => key in saved);
}

/** A file of an older version may lack what came later. */
function completed(saved: State): State {
  const empty = emptyState();
  return {
    ...saved,
    pipedream: { ...empty.pipedream, ...saved.pipedream },
    composio: { ...empty.composio, ...saved.composio },
  };
}

/** Written beside and renamed, so that a kill in the middle leaves the former file whole. */
function writeState(stateFile: string, state: State) {
  mkdirSync(path.dirname(stateFile), { recursive: true });
  const unfinished = `${stateFile}.${process.pid}.tmp`;
  writeFileSync(unfinished, JSON.stringify(state), { mode: 0o600 });
  renameSync(unfinished, stateFile);
}
