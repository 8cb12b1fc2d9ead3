import * as z from 'zod';
import { isObject, type Json } from '@/lib/contracts/json';
import { isTooDeep } from '@/lib/platform/json-depth';
import { closeCutJson } from '@/lib/platform/outbound/prune-json';
import { unreadable } from './failure';

/** The answer of an MCP server to a tool call, and whatever else a server puts beside it. */
const Block = z.looseObject({ type: z.string(), text: z.string().optional() });
const ToolResult = z.looseObject({
  // A block that cannot be read does not take the others with it.
  content: z
    .array(Block.nullable().catch(null))
    .catch([])
    .transform((blocks) => blocks.filter((block) => block !== null)),
  // What was read from JSON is JSON: looking at each value again would cost more than reading did.
  structuredContent: z.custom<Json>().optional(),
  // A server that writes the flag in another type has said all the same that the tool failed.
  isError: z
    .unknown()
    .optional()
    .transform((flag) => flag === true || flag === 'true' || flag === 1),
});
export type ToolResult = z.infer<typeof ToolResult>;

/** A result without any content is none: the protocol has a list there. It may be empty, but not unreadable as a whole. */
export function readToolResult(service: string, found: unknown): ToolResult {
  const result = ToolResult.safeParse(found).data;
  const isAnswer = isObject(found) && (hasReadableList(found, result) || found.structuredContent !== undefined);
  if (!result || !(isAnswer || result.isError)) throw unreadable(service, 'a result without content');
  return result;
}

function hasReadableList({ content }: { content?: unknown }, result: ToolResult | undefined): boolean {
  return Array.isArray(content) && (content.length === 0 || result?.content.length !== 0);
}

const SHORTENED = 'patchbay/shortened';

/** The server sent more than is read of an answer. */
export function markShortened(result: object): object {
  const { _meta } = result as { _meta?: unknown };
  return { ...result, _meta: { ...(isObject(_meta) && _meta), [SHORTENED]: true } };
}

export function isShortened({ _meta }: ToolResult): boolean {
  return isObject(_meta) && _meta[SHORTENED] === true;
}

/** What the tool said: structured where the server gives that, else its text, which is JSON more often than not. */
export function contentOf(result: ToolResult): Json {
  const { content, structuredContent } = result;
  if (structuredContent !== undefined) return structuredContent;
  const [only] = content;
  if (content.length === 1 && only?.type === 'text') {
    const { text = '' } = only;
    // Probably it ends in the middle, and trying to read it as it is would cost as much as reading it.
    return parseText((isShortened(result) && closed(text)) || text);
  }
  return content as Json;
}

export function textOf({ content }: ToolResult): string {
  return content.flatMap(({ type, text }) => (type === 'text' && text ? [text] : [])).join('\n');
}

function parseText(text: string): Json {
  if (isTooDeep(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    const whole = closed(text);
    return whole === null ? text : parseText(whole);
  }
}

function closed(text: string): string | null {
  return text.length > MIN_CUT ? closeCutJson(text) : null;
}

/** A shorter text was not cut on its way here, so it is no broken JSON. */
const MIN_CUT = 1024 * 1024;
