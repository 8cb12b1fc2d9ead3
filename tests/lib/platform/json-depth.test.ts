import { describe, expect, test } from 'vitest';
import { recordable } from '@/lib/calls/recordable';
import type { Json } from '@/lib/contracts/json';
import { readJson } from '@/lib/http/read-body';
import { isTooDeep, MAX_JSON_DEPTH, withoutDepth } from '@/lib/platform/json-depth';
import { closeCutJson, JsonPruner } from '@/lib/platform/outbound/prune-json';
import { parseJson } from '@/lib/providers/upstream/json';
import { contentOf, readToolResult } from '@/lib/providers/upstream/tool-result';
import { cpuMsOf, expectLinear } from '@/tests/support/cost';

const LEVELS = 100_000;
const lists = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('how deep JSON is', () => {
  test('is seen at the limit, in lists and in objects', () => {
    expect([isTooDeep(lists(MAX_JSON_DEPTH)), isTooDeep(lists(MAX_JSON_DEPTH + 1))]).toEqual([false, true]);
    expect([isTooDeep(objects(MAX_JSON_DEPTH)), isTooDeep(objects(MAX_JSON_DEPTH + 1))]).toEqual([false, true]);
  });

  test('is not what stands in texts', () => {
    const text = '[{'.repeat(500);
    for (const value of [text, `${text}"`, `\\"${text}`, `"\\\\"${text}`]) {
      expect(isTooDeep(JSON.stringify({ value, [value]: 1 }))).toBe(false);
    }
    expect(isTooDeep(`["${'\\\\'.repeat(300)}",${lists(300)}]`)).toBe(true);
  });

  test('is found in a moment, whatever the text', () => {
    for (const unit of ['[]', '"\\\\\\""', '\\', '"', '\\"', '{"a":[]},']) {
      expectLinear(
        unit,
        () => isTooDeep(unit.repeat(50_000)),
        () => isTooDeep(unit.repeat(400_000)),
      );
    }
  });
});

describe('JSON that is 100,000 deep', () => {
  test.each([
    ['lists', lists(LEVELS)],
    ['objects', objects(LEVELS)],
  ])('from a caller is refused as such: %s', async (_, body) => {
    const request = new Request('http://localhost/', { method: 'POST', body });
    await expect(readJson(request)).rejects.toMatchObject({ code: 'invalid_request', status: 400 });
  });

  test('from a service is no answer that can be read', () => {
    expect(parseJson(lists(LEVELS))).toBeUndefined();
  });

  test('in the text of a tool stays text', () => {
    const text = lists(LEVELS);
    expect(contentOf(readToolResult('Pipedream', { content: [{ type: 'text', text }] }))).toBe(text);
  });

  test('is put on record as far as a record goes', () => {
    expect(recordable(JSON.parse(objects(LEVELS)) as Json, { type: 'object' })).toContain('[deep]');
  });

  test('is cut off where it gets too deep, and the rest stays', () => {
    const found = withoutDepth({ beside: 1, deep: JSON.parse(lists(LEVELS)) });
    expect(found).toMatchObject({ beside: 1 });
    expect(JSON.stringify(found)).toContain('[nested too deeply]');
  });
});

test('an answer that does nothing but open lists takes no memory to speak of', () => {
  const pruner = new JsonPruner(1024);
  const piece = Buffer.alloc(64 * 1024, '[');
  expect(() => pruner.push(piece)).toThrow('nested too deeply');
});

test('closing JSON that was cut costs what its length costs, however deep it is', () => {
  expectLinear(
    'deep',
    () => closeCutJson('[1,'.repeat(20_000)),
    () => closeCutJson('[1,'.repeat(160_000)),
  );
  expect(cpuMsOf(() => closeCutJson('[1,'.repeat(100_000)))).toBeLessThan(300);
});
