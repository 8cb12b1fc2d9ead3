import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutResult } from '@/lib/calls/cut-result';
import type { Json } from '@/lib/contracts/json';
import { cpuMsOf } from '@/tests/support/cost';

const cut = (content: Json, most: number) => cutResult(content, JSON.stringify(content), most);
const bytes = (content: unknown) => Buffer.byteLength(JSON.stringify(content));

test('what fits is left alone', () => {
  expect(cut({ items: [1, 2, 3] }, 1_000)).toBeNull();
});

test('a long list is cut between records, and the parts together are the whole', () => {
  const items = Array.from({ length: 500 }, (_, id) => ({ id, name: `record ${id}`, tags: ['a', 'b'] }));
  const found = cut({ page: { total: 500, items }, ok: true }, 4_000);
  const shown = found?.shown as { page: { total: number; items: Json[] }; ok: boolean };
  expect(shown).toMatchObject({ ok: true, page: { total: 500 } });
  expect(bytes(shown)).toBeLessThanOrEqual(4_000);
  const parts = (found?.rest ?? []).map((part) => JSON.parse(part) as Json[]);
  for (const part of parts) expect(bytes(part)).toBeLessThanOrEqual(4_000);
  expect([...shown.page.items, ...parts.flat()]).toEqual(items);
});

test('a long text is cut at a line and inside no character', () => {
  const text = Array.from({ length: 300 }, (_, line) => `line ${line} with a 😀 and an ñ`).join('\n');
  const found = cut({ content: [{ type: 'text', text }] }, 3_000);
  const shown = found?.shown as { content: [{ text: string }] } | undefined;
  const first = shown?.content[0].text ?? '';
  expect(first.endsWith('\n')).toBe(true);
  const whole = [first, ...(found?.rest ?? []).map((part) => JSON.parse(part) as string)].join('');
  expect(whole).toBe(text);
});

test('an object with thousands of keys is cut between them', () => {
  const big = Object.fromEntries(Array.from({ length: 2_000 }, (_, id) => [`key ${id}`, id]));
  const found = cut(big, 5_000);
  const whole = Object.assign({}, found?.shown, ...(found?.rest ?? []).map((part) => JSON.parse(part)));
  expect(whole).toEqual(big);
});

test('nothing is lost whatever the records are', () => {
  const record = fc.record({ id: fc.integer(), text: fc.string({ unit: 'grapheme', maxLength: 40 }) });
  fc.assert(
    fc.property(fc.array(record, { minLength: 20, maxLength: 60 }), (items) => {
      const found = cut(items, 400);
      expect([
        ...((found?.shown ?? items) as Json[]),
        ...(found?.rest ?? []).flatMap((part) => JSON.parse(part)),
      ]).toEqual(items);
    }),
  );
});

/** Some two megabytes, spread evenly over so many levels. */
const nested = (levels: number): Json => {
  const share = 'x'.repeat(2_000_000 / levels);
  let content: Json = 'end';
  for (let level = 0; level < levels; level += 1) content = { share, inner: level % 2 ? [content] : content };
  return content;
};

test('what is cut costs what its size costs, however deep it is', () => {
  const [flat, deep] = [nested(5), nested(180)];
  const [flatText, deepText] = [JSON.stringify(flat), JSON.stringify(deep)];
  const flatMs = cpuMsOf(() => cutResult(flat, flatText));
  expect(cpuMsOf(() => cutResult(deep, deepText))).toBeLessThan(Math.max(flatMs, 5) * 8);
});

test('a list of two hundred thousand records is cut in a moment', () => {
  const records = Array.from({ length: 200_000 }, (_, id) => ({ id }));
  const text = JSON.stringify({ records });
  expect(cpuMsOf(() => cutResult({ records }, text))).toBeLessThan(1_500);
});
