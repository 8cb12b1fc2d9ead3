import * as z from 'zod';
import { isObject, JsonObject } from '@/lib/contracts/json';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { Room } from '@/lib/platform/room';
import type { Progress } from '../provider';
import { toAnnotations } from './annotations';
import { ask, askWithin } from './ask';
import { rejected, UpstreamFailure, unreadable } from './failure';
import type { RpcAnswer } from './mcp-answer';
import { completeResult, type McpRequest, request } from './mcp-request';
import { type McpTarget, readyFor, type Session, startSession } from './mcp-session';
import { readPages } from './read-pages';
import { isUsableInput } from './tool-input';
import { markShortened } from './tool-result';

export type McpCall = {
  name: string;
  input: JsonObject;
  meta: Record<string, string>;
  signal: AbortSignal;
  room?: Room | undefined;
  onRepeat?: (() => void) | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
};

const McpTool = z.object({
  name: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: JsonObject.refine(isUsableInput),
  outputSchema: JsonObject.optional(),
  annotations: z.looseObject({ title: z.string().optional() }).optional(),
});
export type McpTool = z.infer<typeof McpTool>;

const ToolPage = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

/** A connection to an MCP server that is kept open between calls. */
export type OpenMcp = {
  listTools(signal: AbortSignal): Promise<McpTool[]>;
  /** The raw result. A refusal of the call by the server is a result with `isError`. */
  callTool(call: McpCall): Promise<unknown>;
  close(): Promise<void>;
};

export function openMcp(target: McpTarget): OpenMcp {
  const { service } = target;
  let session: Session | null = null;

  function start(): Session {
    const started = startSession(target);
    session = started;
    started.ready.catch(() => forget(started));
    return started;
  }

  function forget(stale: Session) {
    if (session === stale) session = null;
  }

  async function exchange(asked: McpRequest): Promise<RpcAnswer> {
    for (let isFirst = true; ; isFirst = false) {
      const current = session ?? start();
      await readyFor(asked.signal, current);
      if (!isFirst) asked.onRepeat?.();
      const answer = await request(target, current, asked);
      if (!('forgottenBy' in answer)) return answer;
      // Introduce ourselves again, once.
      forget(current);
      const status = answer.forgottenBy;
      if (!isFirst)
        throw rejected(service, 'refused the request.', new UpstreamFailure(`status ${status}`, { status }));
    }
  }

  async function listPage(signal: AbortSignal, cursor: string | null) {
    const answer = await exchange({ method: 'tools/list', params: cursor === null ? {} : { cursor }, signal });
    if ('error' in answer) {
      const upstreamCode = String(answer.error.code);
      throw rejected(service, 'refused the request.', new UpstreamFailure('an error of MCP', { upstreamCode }));
    }
    const page = ToolPage.safeParse(answer.result).data;
    if (!page) throw unreadable(service, 'a list without tools');
    return page;
  }

  return {
    listTools: (signal) =>
      ask(service, signal, async (bounded) => {
        const { items, isWhole } = await readPages(async (cursor) => {
          const { tools, nextCursor = null } = await listPage(bounded, cursor);
          return { items: tools.flatMap((tool) => McpTool.safeParse(tool).data ?? []), nextCursor };
        });
        // What is missing from a part of a list would seem to be gone.
        if (!isWhole) throw unreadable(service, 'a list that does not end');
        return items;
      }),

    callTool: ({ name, input, meta, signal, room, onRepeat, onProgress }) => {
      const call = async (bounded: AbortSignal) => {
        const params = { name, arguments: input };
        const asked = { params, meta, signal: bounded, room, onRepeat, onProgress };
        const answer = await exchange({ method: 'tools/call', ...asked });
        // "No such tool" and "wrong arguments" are answers that the caller can act on.
        if ('error' in answer) return { isError: true, content: [{ type: 'text', text: answer.error.message }] };
        const result = completeResult(service, answer.result);
        return answer.isShortened && isObject(result) ? markShortened(result) : result;
      };
      return askWithin(service, signal, call);
    },

    async close() {
      const closing = session;
      session = null;
      await closing?.client.close();
    },
  };
}

export function toToolDefinition(tool: McpTool): ToolDefinition {
  return {
    name: tool.name,
    title: tool.title ?? tool.annotations?.title ?? null,
    description: tool.description ?? '',
    input_schema: tool.inputSchema,
    output_schema: tool.outputSchema ?? null,
    annotations: toAnnotations(tool.annotations ?? {}),
    version: null,
  };
}
