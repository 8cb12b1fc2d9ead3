import { expect, test } from 'vitest';
import { Restarts } from '@/lib/platform/restarts';

test('what keeps dying is started again ever later, but always, and says so', () => {
  const restarts = new Restarts();
  const pauses = Array.from({ length: 9 }, () => restarts.pauseMs(Date.now()));
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
  expect(restarts.remark).toBe('it has died 9 times in a row, each within half a minute');
});

test('what was well for half a minute begins anew', () => {
  const restarts = new Restarts();
  for (let number = 0; number < 9; number += 1) restarts.pauseMs(Date.now());
  expect(restarts.pauseMs(Date.now() - 31_000)).toBe(250);
  expect(restarts.remark).toBe('');
});

test('what has died thousands of times is still started again', () => {
  const restarts = new Restarts();
  for (let number = 0; number < 5000; number += 1) restarts.pauseMs(Date.now());
  expect(restarts.pauseMs(Date.now())).toBe(5000);
});
