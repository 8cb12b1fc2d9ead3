import { type Call, exampleIn, LANGUAGES } from '@/components/reference/examples';
import type { JsonObject } from '@/lib/contracts/json';

export const CALL_LANGUAGES = [...LANGUAGES, 'MCP'] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

export type WrittenCall = { origin: string; userId: string; profileId: string; tool: string; input: JsonObject };

/** The call that the form would make, as a program of the reader's would make it. */
export function writeCall(language: CallLanguage, { origin, userId, profileId, tool, input }: WrittenCall): string {
  if (language === 'MCP') return writeMcp(tool, profileId, input);
  const body = { user_id: userId, action: tool, profile_id: profileId, params: input };
  const call: Call = { method: 'post', url: `${origin}/api/tools/execute`, needsKey: true, body };
  return exampleIn(language, call);
}

/** What an agent's client sends to the endpoint; `_profile_id` says which of several profiles is meant. */
function writeMcp(tool: string, profileId: string, input: JsonObject): string {
  const params = { name: tool, arguments: { ...input, _profile_id: profileId } };
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, null, 2);
}
