import { expect, test } from 'vitest';
import { contentOf, readToolResult } from '@/lib/providers/upstream/tool-result';

test('a block that cannot be read does not take the others with it', () => {
  const good = { type: 'text', text: '{"sent":true}' };
  for (const bad of [null, 5, {}, 'text', { type: 'text', text: 5 }, { type: 7 }]) {
    expect(contentOf(readToolResult('Pipedream', { content: [bad, good] }))).toEqual({ sent: true });
  }
});

test('a result without content is no answer, and what it is a failure of may be told without any', () => {
  for (const content of [undefined, null, 'text', {}]) {
    expect(() => readToolResult('Pipedream', { content })).toThrow('could not be read');
    expect(contentOf(readToolResult('Pipedream', { content, isError: true }))).toEqual([]);
    expect(contentOf(readToolResult('Pipedream', { content, structuredContent: { a: 1 } }))).toEqual({ a: 1 });
  }
  expect(contentOf(readToolResult('Pipedream', { content: [] }))).toEqual([]);
});

test('a list of blocks of which none can be read is no answer', () => {
  for (const content of [[null], [{ type: 'text', text: 5 }], [5, {}]]) {
    expect(() => readToolResult('Pipedream', { content })).toThrow('could not be read');
    expect(readToolResult('Pipedream', { content, isError: true }).isError).toBe(true);
  }
});

test('a tool that failed has failed, in whichever type its server says so', () => {
  const content = [{ type: 'text', text: 'no such channel' }];
  for (const isError of [true, 'true', 1]) expect(readToolResult('Pipedream', { content, isError }).isError).toBe(true);
  for (const isError of [false, 'false', 0, null, undefined]) {
    expect(readToolResult('Pipedream', { content, isError }).isError).toBe(false);
  }
});
