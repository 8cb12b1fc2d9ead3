import { expect, test } from 'vitest';
import { readAllPages } from '@/lib/providers/composio/pages';

test('a list that does not end is refused, and not taken for whole where reading stops', async () => {
  let asked = 0;
  const load = async () => {
    asked += 1;
    return { items: [asked], next_cursor: String(asked) };
  };
  await expect(readAllPages(AbortSignal.timeout(8_000), load)).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(asked).toBe(50);
});
