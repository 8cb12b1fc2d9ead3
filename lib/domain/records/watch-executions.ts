import { setTimeout as pause } from 'node:timers/promises';
import type { Execution, ExecutionFilters } from '@/lib/contracts/execution';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import { isAdmin, type Principal } from '../identity/principal';
import { listExecutions } from './executions';
import { countCallsSince } from './find-executions';

const EVERY_MS = 1_000;
/** A call is listed under the moment it began and written when it ends: long ones appear this far back. */
const MAX_CALL_MS = 125_000;
/** More in a second than anybody can watch; the list has them all. */
const MAX_READ = 100;

type Listener = (calls: Execution[]) => void;

/** What one or more streams ask for: those that ask for the same share it. */
type Question = {
  principal: Principal;
  filters: ExecutionFilters;
  seen: Map<string, number>;
  listeners: Set<Listener>;
  /** What the last count of the account's calls was; null where it was not counted yet. */
  count: string | null;
};

type Watch = { questions: Map<string, Question>; isRunning: boolean };

const watch = () => once('watched-executions', (): Watch => ({ questions: new Map(), isRunning: false }));

/**
 * Calls of any process, as they are written, within about a second; returns how to listen, which returns how to stop.
 * However many listen, the database is asked one statement at a time: which of their accounts have new calls, once a
 * second, and then for those calls. So open streams never take the connections that everybody else's requests need.
 * Of a flood, the newest are told.
 */
export async function watchExecutions(
  principal: Principal,
  filters: ExecutionFilters,
): Promise<(listener: Listener) => () => void> {
  const { questions } = watch();
  const name = reachOf(principal, filters);
  const question = questions.get(name) ?? { principal, filters, seen: new Map(), listeners: new Set(), count: null };
  // What is there by now is no news to whoever begins to listen.
  await tellNews(question);
  return (listener) => {
    const shared = questions.get(name) ?? question;
    questions.set(name, shared);
    shared.listeners.add(listener);
    startAsking();
    return () => {
      shared.listeners.delete(listener);
      if (shared.listeners.size === 0 && questions.get(name) === shared) questions.delete(name);
    };
  };
}

/** Everything that decides which calls somebody is shown. A stream ends when it changes for whoever opened it. */
export function reachOf(principal: Principal, filters: ExecutionFilters): string {
  const { workspaceId, accountId, agentId } = principal;
  const whose = filters.all ? { all: isAdmin(principal) } : { accountId };
  return JSON.stringify([workspaceId, whose, agentId, Object.entries(filters).sort()]);
}

function startAsking(): void {
  const state = watch();
  if (state.isRunning) return;
  state.isRunning = true;
  void ask(state);
}

async function ask(state: Watch): Promise<void> {
  const { questions } = state;
  for (await pause(EVERY_MS); questions.size > 0; await pause(EVERY_MS)) {
    try {
      for (const question of await withNewCalls([...questions.values()])) await tellNews(question);
    } catch (cause) {
      // Nothing is missed: the next round asks for all of them, and for the same stretch of time.
      for (const question of questions.values()) question.count = null;
      log().debug({ cause }, 'could not ask for the calls that are being watched');
    }
  }
  state.isRunning = false;
}

/** Those whose account has more calls than when it was counted last. Those of a whole workspace are always asked. */
async function withNewCalls(questions: Question[]): Promise<Question[]> {
  const accountIds = questions.flatMap(({ filters, principal: { accountId } }) =>
    filters.all || !accountId ? [] : [accountId],
  );
  // It begins at the same moment for as long as possible, so that no call that leaves it hides one that came.
  const since = new Date((Math.floor(Date.now() / MAX_CALL_MS) - 1) * MAX_CALL_MS);
  const counts = await countCallsSince([...new Set(accountIds)], since);
  return questions.filter((question) => {
    if (question.filters.all) return true;
    const count = `${counts.get(question.principal.accountId ?? '') ?? 0} since ${since.getTime()}`;
    const isNew = count !== question.count;
    question.count = count;
    return isNew;
  });
}

async function tellNews(question: Question): Promise<void> {
  const { principal, filters, seen, listeners } = question;
  const since = new Date(Date.now() - MAX_CALL_MS).toISOString();
  const { items } = await listExecutions(principal, { ...filters, since, limit: MAX_READ });
  const news = items.filter(({ id }) => !seen.has(id)).reverse();
  for (const { id } of news) seen.set(id, Date.now());
  for (const [id, at] of seen) if (at < Date.now() - 2 * MAX_CALL_MS) seen.delete(id);
  if (news.length > 0) for (const listener of listeners) listener(news);
}
