import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { forget } from '@/lib/platform/once';
import { endAtShutdown, endStreams } from '@/lib/platform/shutdown';

afterEach(() => forget('shutdown'));

test('every open stream is ended once; one that ended by itself is left alone', () => {
  const ended: string[] = [];
  endAtShutdown(() => ended.push('open'));
  endAtShutdown(() => ended.push('ended by itself'))();
  endStreams();
  endStreams();
  expect(ended).toEqual(['open']);
});

test('a stream that is opened during the shutdown ends too, after whoever opened it is done', async () => {
  endStreams();
  const ended: string[] = [];
  endAtShutdown(() => ended.push('late'));
  endAtShutdown(() => ended.push('late and ended by itself'))();
  expect(ended).toEqual([]);
  await sleep(0);
  expect(ended).toEqual(['late']);
});
