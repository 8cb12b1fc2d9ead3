import type { Provider } from './provider';

/**
 * The provider, with everything that is kept of its answers free of text that PostgreSQL cannot hold: one U+0000 in the
 * description of one tool would otherwise cost the whole list. Results of calls pass as they are.
 */
export function storableAnswers(provider: Provider): Provider {
  return {
    ...provider,
    listApps: async (page) => toStorable(await provider.listApps(page)),
    listAppTools: async (app, signal) => toStorable(await provider.listAppTools(app, signal)),
    startConnection: async (request) => toStorable(await provider.startConnection(request)),
    finishConnection: async (request) => toStorable(await provider.finishConnection(request)),
    checkConnection: async (account, signal) => toStorable(await provider.checkConnection(account, signal)),
    listTools: async (account, signal) => toStorable(await provider.listTools(account, signal)),
  };
}

/** A copy in which U+0000 and halves of surrogate pairs are U+FFFD, in names of fields too. */
function toStorable<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [copy(name), copy(inner)]));
}
