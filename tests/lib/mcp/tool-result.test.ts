import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { isSpecType } from '@modelcontextprotocol/server';
import { expect, test } from 'vitest';
import type { Json } from '@/lib/contracts/json';
import { toToolResult } from '@/lib/mcp/tool-result';

const GOOD = { type: 'image', data: 'aGVsbG8=', mimeType: 'image/png' };

function resultOf(content: Json) {
  return toToolResult({
    ok: true,
    reason: null,
    content,
    text: JSON.stringify(content),
    nextCursor: null,
    hasContent: true,
    executionId: '9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63',
    demo: false,
  } as Parameters<typeof toToolResult>[0]);
}

test('pictures, sound and resources are handed on as they are', () => {
  expect(resultOf([GOOD]).content).toEqual([GOOD]);
});

test.each<[string, Json]>([
  ['a picture without its type', { type: 'image', data: 'aGVsbG8=' }],
  ['a picture that is no Base64', { type: 'image', data: '!!!', mimeType: 'image/png' }],
  ['a resource without an address', { type: 'resource', resource: {} }],
  ['a link without a name', { type: 'resource_link', uri: 'https://example.com' }],
  ['text that is a number', { type: 'text', text: 5 }],
])('clients can read a result with %s: it is told as text', (_, block) => {
  const result = resultOf([GOOD, block]);
  expect(CallToolResultSchema.safeParse(result).error).toBeUndefined();
  expect(isSpecType.CallToolResult(result)).toBe(true);
  expect(result.content).toEqual([GOOD, { type: 'text', text: JSON.stringify(block) }]);
});

test('an agent is told that a part of an answer is lost', () => {
  const whole = { content: 'text', text: '"text"', nextCursor: null, ok: true, reason: null, hasContent: true };
  const answer = { ...whole, executionId: '9d2f4b6a-5e81-4c37-a0d9-2f7b8c1e4a63', durationMs: 1, demo: false };
  const result = toToolResult({ ...answer, isShortened: true });
  expect(result.content).toHaveLength(2);
  expect(result.content[1]).toMatchObject({ type: 'text', text: expect.stringMatching(/is not kept: ask for less/) });
  expect(result._meta).toMatchObject({ 'patchbay/truncated': true });
  expect(toToolResult({ ...answer, isShortened: false }).content).toHaveLength(1);
});
