import { type CallToolResult, type ContentBlock, isSpecType } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Answer } from '@/lib/calls/call-tool';
import type { Json } from '@/lib/contracts/json';
import type { Locale } from '@/lib/contracts/user';
import { type AppError, toErrorBody } from '@/lib/errors';

/** What a provider that speaks MCP itself may hand on: pictures, sound, resources. */
const Blocks = z.array(z.looseObject({ type: z.enum(['text', 'image', 'audio', 'resource', 'resource_link']) })).min(1);

/** Arguments of ours that any tool takes: the next part of a result, and which of several profiles is meant. */
export const CURSOR = '_cursor';
export const PROFILE = '_profile_id';

export function toToolResult(answer: Answer): CallToolResult {
  const { ok, reason, content, text, nextCursor, hasContent, isShortened, executionId, demo } = answer;
  const blocks: ContentBlock[] = ok ? toBlocks(content, text) : [{ type: 'text', text: reason ?? '' }];
  if (nextCursor !== null) blocks.push({ type: 'text', text: more(nextCursor) });
  if (isShortened) blocks.push({ type: 'text', text: SHORTENED });
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  return {
    content: blocks,
    ...(isObject && hasContent && { structuredContent: content }),
    ...(!ok && { isError: true }),
    _meta: {
      'patchbay/execution_id': executionId,
      ...(nextCursor !== null && { 'patchbay/next_cursor': nextCursor }),
      ...(isShortened && { 'patchbay/truncated': true }),
      ...(demo && { demo }),
    },
  };
}

type About = { requestId: string; executionId?: string | undefined; locale: Locale };

/**
 * To an agent a refused call is an answer it can read and act on: what is the matter, who can mend it, and where; and
 * which record holds it, when it got so far.
 */
export function toErrorResult(error: AppError, { requestId, executionId, locale }: About): CallToolResult {
  const { error: told } = toErrorBody(error, requestId, locale);
  const lines = [
    told.message,
    ...Object.entries(told.fields ?? {}).map(([field, reason]) => `- ${field}: ${reason}`),
    ...(told.action
      ? [`${told.action.who === 'admin' ? 'An admin' : 'The user'} can mend this here: ${told.action.url}`]
      : []),
    ...(told.choices ?? []).map(({ profile_id, profile_name }) => `- ${profile_name}: {"${PROFILE}": "${profile_id}"}`),
    ...(told.retry_after_s === undefined || told.code === 'rate_limited'
      ? []
      : [`Try again in ${told.retry_after_s} s.`]),
  ];
  const _meta = { 'patchbay/error': told, ...(executionId && { 'patchbay/execution_id': executionId }) };
  return { content: [{ type: 'text', text: lines.join('\n') }], isError: true, _meta };
}

function toBlocks(content: Json, text: string): ContentBlock[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  const blocks = Array.isArray(content) ? Blocks.safeParse(content) : null;
  if (blocks?.success) return blocks.data.map(toBlock);
  return [{ type: 'text', text }];
}

/** Clients check each block and throw the whole result away over one that they do not know. */
function toBlock(block: unknown): ContentBlock {
  return isSpecType.ContentBlock(block) ? block : { type: 'text', text: JSON.stringify(block) };
}

const SHORTENED =
  'The app answered more than is read of one answer. What is missing here is not kept: ask for less at a time.';

function more(cursor: string): string {
  return `There is more. Call this tool again with {"${CURSOR}": ${JSON.stringify(cursor)}} for the next part.`;
}
