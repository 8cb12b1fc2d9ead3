import { ProtocolError, SERVER_INFO_META_KEY } from '@modelcontextprotocol/server';
import { openToolbox } from '@/lib/calls/open-toolbox';
import type { Toolbox } from '@/lib/calls/toolbox';
import { WholeResponse } from '@/lib/http/whole-response';
import { runCall } from './call';
import { CallCancelled } from './cancel-call';
import type { Visit } from './gate';
import { readPlainMessage } from './plain-message';
import { toMcpTools } from './present-tools';
import { runDiscovery } from './search/run-discovery';
import { DISCOVERY_TOOLS } from './search/tools';
import { INFO, LIST_HINT, mayList } from './server';

const lists = new WeakMap<Toolbox, string>();
const DISCOVERY_LIST = JSON.stringify(DISCOVERY_TOOLS);

/**
 * The usual call and the usual list, answered without making a server for them: what the SDK would send, at a fraction
 * of what it costs to build, check and take apart. Null for everything else, which is the SDK's.
 */
export async function answerPlainly(visit: Visit, body: unknown): Promise<Response | null> {
  const plain = readPlainMessage(visit.request, body);
  if (!plain || (plain.message.method === 'tools/list' && !mayList(visit))) return null;
  const { message, isModern, context } = plain;
  const { id, method, params } = message;
  try {
    if (method === 'tools/list') return send(id, await listAsText(visit, isModern));
    const { name = '', arguments: given } = params;
    const run = visit.caller.usesSearch ? runDiscovery : runCall;
    const result = await run(visit, { name, arguments: given }, context);
    return send(id, JSON.stringify(isModern ? stamped(result) : result));
  } catch (caught) {
    if (caught instanceof CallCancelled) return new Response(null, { status: 202 });
    if (!(caught instanceof ProtocolError)) throw caught;
    const { code, message: words, data } = caught;
    const error = JSON.stringify({ code, message: words, data });
    return respond(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":${error}}`);
  }
}

async function listAsText({ caller: { principal, agent, usesSearch } }: Visit, isModern: boolean): Promise<string> {
  const tools = usesSearch ? DISCOVERY_LIST : await toolsAsText(await openToolbox(principal, agent));
  if (!isModern) return `{"tools":${tools}}`;
  return `{"tools":${tools},${JSON.stringify(stamped(LIST_HINT)).slice(1)}`;
}

/** Written once for as long as the toolbox is current. */
function toolsAsText(toolbox: Toolbox): string {
  const known = lists.get(toolbox);
  if (known !== undefined) return known;
  const text = JSON.stringify(toMcpTools(toolbox));
  lists.set(toolbox, text);
  return text;
}

/** What revision 2026-07-28 has in every result: its kind, and who made it. */
function stamped(result: object): object {
  const { _meta, ...rest } = result as { _meta?: object };
  return { resultType: 'complete', ...rest, _meta: { ..._meta, [SERVER_INFO_META_KEY]: INFO } };
}

function send(id: string | number, result: string): Response {
  return respond(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`);
}

function respond(body: string): Response {
  return new WholeResponse(body, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
}
