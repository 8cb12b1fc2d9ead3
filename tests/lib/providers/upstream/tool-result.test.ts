import { expect, test } from 'vitest';
import { contentOf, readToolResult } from '@/lib/providers/upstream/tool-result';

test('a block that cannot be read does not take the others with it', () => {
  const good = { type: 'text', text: '{"sent":true}' };
  for (const bad of [null, 5, {}, 'text', { type: 'text', text: 5 }, { type: 7 }]) {
    expect(contentOf(readToolResult({ content: [bad, good] }))).toEqual({ sent: true });
  }
});

test('a result without blocks has none', () => {
  for (const content of [undefined, null, 'text', {}]) expect(contentOf(readToolResult({ content }))).toEqual([]);
});
