import { AppError } from '@/lib/errors';
import type { ConnectedAccount, ToolCall, ToolOutcome } from '../provider';
import { rejected, UpstreamFailure } from '../upstream/failure';
import { isWithoutAccount } from '../upstream/no-account';
import { readToolResult } from '../upstream/tool-result';
import { checkGrant } from './account';
import type { PipedreamClients } from './clients';
import type { McpClients } from './mcp-clients';
import { type Ran, readRan } from './outcome';
import { SERVICE } from './wire';

/**
 * Runs a tool over MCP. When the answer casts doubt on the grant, the service is asked for the account: asking also
 * makes it renew a token that merely ran out. Only a grant that it calls good earns one more try; both kinds of answer
 * that lead here mean that the app did nothing.
 */
export async function callTool(
  clients: PipedreamClients,
  mcp: McpClients,
  account: ConnectedAccount,
  call: ToolCall,
): Promise<ToolOutcome> {
  const first = await run(mcp, account, call);
  if (!first.asksForAccount && !first.isRefusedByApp) return first.outcome;
  if (isWithoutAccount(account.app)) return withoutTheLink(first);

  const grant = await (call.checkGrant?.() ?? checkGrant(clients, account, call.signal));
  if (grant.status !== 'connected' && grant.status !== 'expiring') {
    throw new AppError('needs_reconnect', grant.reason, { cause: new UpstreamFailure(grant.status) });
  }
  return withoutTheLink(await run(mcp, account, call));
}

async function run(mcp: McpClients, account: ConnectedAccount, call: ToolCall): Promise<Ran> {
  const { tool, input, signal, traceparent, onProgress } = call;
  const meta: Record<string, string> = traceparent ? { traceparent } : {};
  return readRan(readToolResult(await mcp.of(account).callTool({ name: tool.name, input, meta, signal, onProgress })));
}

function withoutTheLink({ asksForAccount, outcome }: Ran): ToolOutcome {
  if (!asksForAccount) return outcome;
  throw rejected(SERVICE, 'asks for a connection although there is one.', new UpstreamFailure('account required'));
}
