import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { answerProcess, askProcess, type Channel } from '@/server/ask-process';

/** Two ends of a channel between processes: what one sends, the other hears, later. */
function channel(): { here: Channel; there: Channel } {
  const [a, b] = [new EventEmitter(), new EventEmitter()];
  const end = (own: EventEmitter, other: EventEmitter): Channel => ({
    on: (event, listener) => own.on(event, listener),
    off: (event, listener) => own.off(event, listener),
    send: (message) => setImmediate(() => other.emit('message', structuredClone(message))),
  });
  return { here: end(a, b), there: end(b, a) };
}

test('every question gets its own answer, however many are asked at once', async () => {
  const { here, there } = channel();
  let count = 0;
  answerProcess(there, 'next', async () => ++count);
  expect(await Promise.all([1, 2, 3].map(() => askProcess(here, 'next', 1000)))).toEqual([1, 2, 3]);
});

test('a process that says nothing, or is asked something it does not know, is given up on', async () => {
  const { here, there } = channel();
  answerProcess(there, 'another question', async () => 'an answer');
  expect(await askProcess(here, 'a question', 50)).toBeNull();
});

test('what others send on the channel is left alone', async () => {
  const { here, there } = channel();
  answerProcess(there, 'a question', async () => 'an answer');
  const asked = askProcess(here, 'a question', 1000);
  there.send?.({ answers: 'somebody else', value: 'wrong' }, () => {});
  there.send?.({ cmd: 'NODE_DEBUG_ENABLED' }, () => {});
  expect(await asked).toBe('an answer');
});
