import * as z from 'zod';
import type { Json } from '@/lib/contracts/json';
import type { AppError } from '@/lib/errors';
import type { ConnectedAccount, ToolCall, ToolOutcome } from '../provider';
import { ask } from '../upstream/ask';
import { failureOf, isUnknownThere, rejected, UpstreamFailure } from '../upstream/failure';
import { SHORTENED_HEADER } from '../upstream/fetch';
import {
  assertGrantAlive,
  assertGrantNotDead,
  isRefusedByApp,
  isTurnedAway,
  refusedForOne,
  soundsLikeGrant,
} from '../upstream/grant-doubt';
import { externalUserIdOf } from '../upstream/ids';
import { isWithoutAccount } from '../upstream/no-account';
import { checkGrant } from './account';
import { type ComposioClient, SERVICE } from './client';
import { accountIdOf } from './ids';

/** A failure is a 200 with `successful: false`. */
const Execution = z.object({ data: z.custom<Json>().nullish(), error: z.unknown(), successful: z.boolean() });
type Execution = z.infer<typeof Execution> & { isShortened: boolean };

/** The longest that anybody may wait for a tool; the caller's own deadline ends most calls sooner. */
const CALL_LIMIT_MS = 125_000;
const MAX_REASON = 2000;
const NO_ACCOUNT = '1803';
const OTHER_USER = '1812';

/**
 * Runs a tool with both the person and the account named, so that the service itself refuses an account that is not
 * theirs. When the answer casts doubt on the grant, the service is asked for the account. Only an answer that means
 * that the app did nothing, with a grant that the service calls active, earns one more try.
 */
export async function callTool(
  client: ComposioClient,
  account: ConnectedAccount,
  call: ToolCall,
): Promise<ToolOutcome> {
  const ask = (asked: ConnectedAccount, signal: AbortSignal) => checkGrant(client, asked, signal);
  const isWithout = isWithoutAccount(account.app);
  const first = await execute(client, account, call)
    .catch(asDoubt)
    .catch(async (caught: unknown) => {
      const isGood = !isWithout && isTurnedAway(caught) && (await assertGrantNotDead(account, call, ask));
      // The same key was good for asking about the grant, so it is not what was refused.
      if (isGood && failureOf(caught)?.status === 401) throw refusedForOne(SERVICE, caught);
      throw isUnknownThere(caught) ? goneTool(caught) : caught;
    });
  if (first !== 'no account' && !isRefused(first)) {
    if (!isWithout && !first.successful && soundsLikeGrant(reasonIn(first.error))) {
      await assertGrantNotDead(account, call, ask);
    }
    return toOutcome(first);
  }
  if (!isWithout) await assertGrantAlive(account, call, ask);
  return again(client, account, call);
}

async function again(client: ComposioClient, account: ConnectedAccount, call: ToolCall): Promise<ToolOutcome> {
  call.onRepeat?.();
  const second = await execute(client, account, call).catch(asDoubt);
  if (second !== 'no account') return toOutcome(second);
  throw rejected(SERVICE, 'asks for a connection although there is one.', new UpstreamFailure(NO_ACCOUNT));
}

async function execute(client: ComposioClient, account: ConnectedAccount, call: ToolCall): Promise<Execution> {
  const { tool, input, signal, room } = call;
  const params = {
    user_id: externalUserIdOf(account.externalUserId),
    ...(!isWithoutAccount(account.app) && { connected_account_id: accountIdOf(account.upstreamAccountId) }),
    // Without one, older and newer endpoints disagree on what they run.
    version: tool.version ?? 'latest',
    arguments: input,
  };
  return ask(
    SERVICE,
    signal,
    async (bounded) => {
      const asked = client.tools.execute(tool.name, params, {
        signal: bounded,
        maxRetries: 0,
        fetchOptions: { room } as object,
      });
      const { data, response } = await asked.withResponse();
      await room?.turn();
      return { ...Execution.parse(data), isShortened: response.headers.has(SHORTENED_HEADER) };
    },
    CALL_LIMIT_MS,
  );
}

function asDoubt(caught: unknown): 'no account' {
  const code = failureOf(caught)?.upstreamCode;
  if (code === NO_ACCOUNT) return 'no account';
  if (code === OTHER_USER) {
    throw rejected(SERVICE, 'says that this connection belongs to someone else.', new UpstreamFailure(OTHER_USER));
  }
  throw caught;
}

/** The account is named in the body: what is not there is the tool that the address names. */
function goneTool(caught: unknown): AppError {
  const failure = failureOf(caught) ?? new UpstreamFailure('status 404');
  return rejected(SERVICE, 'does not have this tool any more.', failure);
}

function isRefused({ successful, error }: Execution): boolean {
  return !successful && isRefusedByApp(reasonIn(error));
}

function toOutcome({ successful, data, error, isShortened }: Execution): ToolOutcome {
  const content = data ?? null;
  if (successful) return { ok: true, content, isShortened: isShortened || undefined };
  const isEmpty = content === null || (typeof content === 'object' && Object.keys(content).length === 0);
  return { ok: false, reason: reasonIn(error).slice(0, MAX_REASON), ...(!isEmpty && { content }) };
}

function reasonIn(error: unknown): string {
  if (typeof error === 'string' && error !== '') return error;
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null;
  return typeof message === 'string' && message !== '' ? message : 'The tool failed without saying why.';
}
