import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeCutJson, JsonPruner } from '@/lib/platform/outbound/prune-json';

/** In pieces of odd sizes, as a network delivers it. */
function prune(text: string, most: number, piece = 7_001): string {
  const bytes = new TextEncoder().encode(text);
  const pruner = new JsonPruner(most);
  const kept: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += piece)
    kept.push(pruner.push(bytes.subarray(start, start + piece)));
  return Buffer.concat(kept).toString();
}

const records = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, name: `n° ${id} 😀 "quoted" \\ and, [more]`, tags: ['a', 'b'] }));

describe('an answer that is too long', () => {
  test('keeps whole records, and everything around the list', () => {
    const whole = { before: 1, data: { items: records(20_000) }, successful: true, error: null };
    const found = JSON.parse(prune(JSON.stringify(whole), 300_000));
    expect(found).toMatchObject({ before: 1, successful: true, error: null });
    expect(found.data.items.length).toBeGreaterThan(100);
    expect(found.data.items).toEqual(whole.data.items.slice(0, found.data.items.length));
    expect(JSON.stringify(found).length).toBeLessThan(400_000);
  });

  test('loses the end of a long text and stays JSON', () => {
    const text = 'é😀\\"\n'.repeat(100_000);
    const found = JSON.parse(prune(JSON.stringify({ text, ok: true }), 200_000, 333));
    expect(found.ok).toBe(true);
    expect(text.startsWith(found.text)).toBe(true);
    expect(found.text.length).toBeGreaterThan(10_000);
  });

  test('passes as it is when it is an event stream, and is shortened inside of it', () => {
    const event = `event: message\ndata: ${JSON.stringify({ result: { items: records(20_000) }, id: 7 })}\n\n`;
    const found = prune(event, 200_000);
    expect(found.startsWith('event: message\ndata: {')).toBe(true);
    expect(found.endsWith('"id":7}\n\n')).toBe(true);
  });

  test('is left alone below the limit, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 50 }), (text, piece) => {
        expect(prune(text, 1_000_000, piece)).toBe(text);
      }),
    );
  });
});

describe('JSON that was cut inside a text', () => {
  test('is ended after its last whole record', () => {
    const whole = JSON.stringify({ page: 1, rows: records(50) });
    const closed = JSON.parse(closeCutJson(whole.slice(0, whole.length - 130)) ?? '');
    expect(closed.page).toBe(1);
    expect(closed.rows.length).toBeGreaterThan(40);
  });

  test('is nothing of the kind when it is whole, or plain text', () => {
    expect(closeCutJson('[1,2]')).toBeNull();
    expect(closeCutJson('Dear Ada, hello')).toBeNull();
  });
});
