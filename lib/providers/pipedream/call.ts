import type { ConnectedAccount, ToolCall, ToolOutcome } from '../provider';
import { failureOf, rejected, UpstreamFailure } from '../upstream/failure';
import {
  assertGrantAlive,
  assertGrantNotDead,
  isTurnedAway,
  refusedForOne,
  soundsLikeGrant,
} from '../upstream/grant-doubt';
import { isWithoutAccount } from '../upstream/no-account';
import { readToolResult } from '../upstream/tool-result';
import { checkGrant } from './account';
import type { PipedreamClients } from './clients';
import type { McpClients } from './mcp-clients';
import { type Ran, readRan } from './outcome';
import { SERVICE } from './wire';

/**
 * Runs a tool over MCP. When the answer casts doubt on the grant, the service is asked for the account: asking also
 * makes it renew a token that merely ran out. Only an answer that means that the app did nothing, with a grant that the
 * service calls good, earns one more try.
 */
export async function callTool(
  clients: PipedreamClients,
  mcp: McpClients,
  account: ConnectedAccount,
  call: ToolCall,
): Promise<ToolOutcome> {
  const ask = (asked: ConnectedAccount, signal: AbortSignal) => checkGrant(clients, asked, signal);
  const isWithout = isWithoutAccount(account.app);
  const first = await run(mcp, account, call).catch(async (caught: unknown) => {
    const isGood = !isWithout && isTurnedAway(caught) && (await assertGrantNotDead(account, call, ask));
    // The same bearer was good for asking about the grant, so it is not what was refused.
    if (isGood && failureOf(caught)?.status === 401) throw refusedForOne(SERVICE, caught);
    throw caught;
  });
  if (!first.asksForAccount && !first.isRefusedByApp) {
    if (!isWithout && !first.outcome.ok && soundsLikeGrant(first.outcome.reason)) {
      await assertGrantNotDead(account, call, ask);
    }
    return first.outcome;
  }
  if (isWithout) return withoutTheLink(first);
  await assertGrantAlive(account, call, ask);
  call.onRepeat?.();
  return withoutTheLink(await run(mcp, account, call));
}

async function run(mcp: McpClients, account: ConnectedAccount, call: ToolCall): Promise<Ran> {
  const { tool, input, signal, room, traceparent, onRepeat, onProgress } = call;
  const meta: Record<string, string> = traceparent ? { traceparent } : {};
  const found = await mcp.of(account).callTool({ name: tool.name, input, meta, signal, room, onRepeat, onProgress });
  await room?.turn();
  return readRan(readToolResult(SERVICE, found));
}

function withoutTheLink({ asksForAccount, outcome }: Ran): ToolOutcome {
  if (!asksForAccount) return outcome;
  throw rejected(SERVICE, 'asks for a connection although there is one.', new UpstreamFailure('account required'));
}
