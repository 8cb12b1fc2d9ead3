import type { JsonObject } from '@/lib/contracts/json';
import { type AgentGrants, findAgentGrants } from '@/lib/domain/gateway/agent-grants';
import { type Principal, requireAccount } from '@/lib/domain/identity/principal';
import { preferredProviders } from '@/lib/domain/providers/preferred-provider';
import { type Allowance, AppError, notFound, toAppError } from '@/lib/errors';
import { catchUp } from '@/lib/platform/notify';
import { waitForDatabase } from '@/lib/platform/wait-for-database';
import type { Progress } from '@/lib/providers/provider';
import { type Answer, answerOnce } from './answer-once';
import { takeLimits } from './call-limits';
import { assertArgumentsFit } from './check-arguments';
import { withConnectLink } from './connect-link';
import { limitOf } from './deadline';
import { findTool } from './find-tool';
import { findMissingApp } from './missing-app';
import { openToolbox } from './open-toolbox';
import { withOwnCursor } from './own-cursor';
import { foreignCursor, getPage, isResultCursor, isResultOf, type OpenedCursor, openCursor } from './result-cursor';
import { runTool } from './run-tool';
import { RunningRecord } from './running-record';
import type { Offer, Toolbox } from './toolbox';
import { toCallError } from './unknown-outcome';

export type { Answer } from './answer-once';

/** One call of one tool. `executionId` is the caller's to choose, so that it can name the record whatever happens. */
export type Call = {
  executionId: string;
  tool: string;
  input: JsonObject;
  profileId?: string | undefined;
  /** Slug or id; a key that belongs to an agent is that agent whatever is asked for. */
  agent?: string | undefined;
  cursor?: string | undefined;
  idempotencyKey?: string | undefined;
  timeoutMs?: number | undefined;
  /** Fires when the caller hangs up. */
  signal?: AbortSignal | undefined;
  requestId: string;
  traceparent?: string | null;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Told as soon as it is known, for the headers of whatever the answer will be. */
  onAllowance?: (allowance: Allowance) => void;
};

/**
 * Runs a tool for an account: find it, count it, call it, put it on record, answer. Throws an AppError when it was
 * refused or could not be finished; a tool that ran and failed is an answer. Either way a record was written first.
 */
export async function callTool(principal: Principal, call: Call): Promise<Answer> {
  const accountId = requireAccount(principal);
  const record = new RunningRecord(principal, accountId, call);
  try {
    const found = findWhatToRun(principal, accountId, call, record);
    const { opened, offer } = await waitForDatabase(limitOf(call.timeoutMs), found).catch(async (refusal: unknown) => {
      const { code } = toAppError(refusal);
      // A failure of ours is nothing that the caller has used up.
      if (code !== 'internal') call.onAllowance?.(await takeLimits(principal, accountId, null));
      throw refusal;
    });
    call.onAllowance?.(await takeLimits(principal, accountId, offer.profile.provider));
    if (opened) return await record.paged(await getPage(accountId, opened, record.room));
    const sent = withOwnCursor(call, offer);
    assertArgumentsFit(offer, sent.input);
    return await answerOnce(accountId, sent, offer, () =>
      runTool(principal, sent, offer, record)
        .then((outcome) => record.answered(outcome, offer))
        .catch((caught: unknown) => {
          throw toCallError(caught, offer, record.connection !== null);
        }),
    );
  } catch (caught) {
    // The answer of another call, which is on record.
    if (caught instanceof AppError && caught.detail.firstExecutionId !== undefined) throw caught;
    throw await record.refused(await withConnectLink(principal, toAppError(caught), record.target()));
  } finally {
    record.room.leave();
  }
}

async function findWhatToRun(principal: Principal, accountId: string, call: Call, record: RunningRecord) {
  await record.begin();
  const opened = isResultCursor(call.cursor) ? await openCursor(accountId, call.cursor) : null;
  const offer = opened
    ? await findToolOfResult(principal, call, record, opened)
    : await findCurrentTool(principal, call, record);
  return { opened, offer };
}

/**
 * A refusal counts only when it was decided on all changes so far: the app may have been connected a moment ago, in
 * another process. Costs nothing where the tool is found, and nothing more than a round of `catchUp` where nothing
 * changed.
 */
async function findCurrentTool(principal: Principal, call: Call, record: RunningRecord): Promise<Offer> {
  const known = await openToolboxes(principal, call);
  try {
    return await findIn(known, principal, call, record);
  } catch (refusal) {
    if (!(await catchUp())) throw refusal;
    const current = await openToolboxes(principal, call);
    if (current.own === known.own && current.all === known.all) throw refusal;
    return findIn(current, principal, call, record);
  }
}

/** The tool that a result came from, on its profile, also when another is the default by now. */
async function findToolOfResult(principal: Principal, call: Call, record: RunningRecord, opened: OpenedCursor) {
  const { profileId = opened.profileId } = call;
  const offer = await findCurrentTool(principal, { ...call, profileId }, record).catch((refusal: unknown) => {
    throw toAppError(refusal).code === 'not_found' ? foreignCursor() : refusal;
  });
  if (!isResultOf(opened, offer, record.agent?.id ?? null)) throw foreignCursor();
  return offer;
}

type Toolboxes = { agent: AgentGrants | null; own: Toolbox; all: Toolbox };

/** What the caller may use, and what its account has beyond that. */
async function openToolboxes(principal: Principal, call: Call): Promise<Toolboxes> {
  const agent = await findCaller(principal, call.agent);
  const all = await openToolbox(principal, null);
  return { agent, all, own: agent ? await openToolbox(principal, agent) : all };
}

function findIn(toolboxes: Toolboxes, principal: Principal, call: Call, record: RunningRecord): Promise<Offer> {
  const { agent } = toolboxes;
  record.agent = agent;
  record.missing = null;
  record.offer = null;
  return findTool(call, {
    ...toolboxes,
    findApp: async (tool) => {
      record.missing = await findMissingApp(tool, await preferredProviders(principal), agent);
      return record.missing;
    },
    onFound: (found) => {
      record.offer = found;
    },
  });
}

/** A key made for an agent acts as that agent and as no other. */
export async function findCaller(principal: Principal, named: string | undefined) {
  const wanted = principal.agentId ?? named;
  if (wanted === undefined) return null;
  const agent = await findAgentGrants(principal, wanted);
  const isOther = principal.agentId !== null && named !== undefined && named !== agent?.id && named !== agent?.slug;
  if (!agent || isOther) throw notFound('agent');
  return agent;
}
