import { expect, test } from 'vitest';
import { Attempts } from '@/lib/providers/upstream/attempts';

const forever = () => new AbortController().signal;

test('work that is under way is not begun again, and everybody gets its result', async () => {
  const attempts = new Attempts<number>('Acme');
  let begun = 0;
  const work = async () => {
    begun += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return begun;
  };
  const results = await Promise.all([1, 2, 3].map(() => attempts.share('key', forever(), work)));
  expect(results).toEqual([1, 1, 1]);
  expect(await attempts.share('key', forever(), work)).toBe(2);
});

test('whoever hangs up stops waiting, and the others still get the result', async () => {
  const attempts = new Attempts<string>('Acme');
  const hangUp = new AbortController();
  const work = () => new Promise<string>((resolve) => setTimeout(resolve, 50, 'done'));
  const first = attempts.share('key', hangUp.signal, work);
  const second = attempts.share('key', forever(), work);
  hangUp.abort(new Error('hung up'));
  await expect(first).rejects.toThrow('hung up');
  expect(await second).toBe('done');
});

test('a failed attempt is not remembered', async () => {
  const attempts = new Attempts<string>('Acme');
  await expect(attempts.share('key', forever(), () => Promise.reject(new Error('no')))).rejects.toBeDefined();
  expect(await attempts.share('key', forever(), async () => 'yes')).toBe('yes');
});
