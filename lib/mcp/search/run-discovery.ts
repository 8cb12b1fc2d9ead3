import type { CallToolRequest, CallToolResult, InputRequiredResult } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { findOffer } from '@/lib/calls/find-tool';
import { isSyncing, openSyncedToolbox, openToolbox } from '@/lib/calls/open-toolbox';
import { JsonObject } from '@/lib/contracts/json';
import { isSandboxed } from '@/lib/domain/providers/open-provider';
import { AppError, parseInput, toAppError } from '@/lib/errors';
import { readLocale } from '@/lib/http/read-locale';
import { say } from '@/lib/sentence';
import { runCall } from '../call';
import type { CallContext } from '../call-context';
import type { Visit } from '../gate';
import { toMcpTool } from '../present-tools';
import { toErrorResult } from '../tool-result';
import { rankTools } from './rank-tools';

const Search = z.object({
  query: z.string().min(1).max(500),
  app: z.string().max(100).optional(),
  limit: z.number().int().min(1).max(20).default(5),
});
const Describe = z.object({ name: z.string().min(1).max(200) });
const CallOther = z.object({ name: z.string().min(1).max(200), arguments: JsonObject.default({}) });

const MAX_LINE = 200;

/** One of the three tools that stand for all. A tool that the agent already knows may still be called by its name. */
export async function runDiscovery(
  visit: Visit,
  params: CallToolRequest['params'],
  context: CallContext,
): Promise<CallToolResult | InputRequiredResult> {
  try {
    if (params.name === 'search_tools') return await searchTools(visit, parseInput(Search, params.arguments ?? {}));
    if (params.name === 'describe_tool') return await describeTool(visit, parseInput(Describe, params.arguments ?? {}));
  } catch (caught) {
    return refused(visit, toAppError(caught));
  }
  if (params.name !== 'call_tool') return runCall(visit, params, context);
  const wanted = CallOther.safeParse(params.arguments ?? {});
  if (wanted.success) return runCall(visit, wanted.data, { ...context, isRelayed: true });
  return refused(visit, new AppError('invalid_request', say('calls.sayTool')));
}

async function searchTools({ caller }: Visit, { query, app, limit }: z.infer<typeof Search>): Promise<CallToolResult> {
  const toolbox = await openSyncedToolbox(caller.principal, caller.agent);
  const found = rankTools(toolbox, query, app).slice(0, limit);
  const tools = found.map(({ name, profile, definition }) => ({
    name,
    description: firstLine(definition.description),
    ...(isSandboxed(profile.provider) && { demo: true }),
  }));
  return answer({ tools, ...(isSyncing(toolbox) && { syncing: true }) });
}

async function describeTool({ caller }: Visit, { name }: z.infer<typeof Describe>): Promise<CallToolResult> {
  const offer = findOffer({ tool: name }, await openToolbox(caller.principal, caller.agent));
  if (!offer) throw new AppError('not_found', say('notFound.tool', { tool: name }));
  return answer(JsonObject.parse(JSON.parse(JSON.stringify(toMcpTool(offer)))));
}

function answer(structuredContent: JsonObject): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
}

function refused({ request, requestId }: Visit, error: AppError) {
  return toErrorResult(error, { requestId, locale: readLocale(request) });
}
