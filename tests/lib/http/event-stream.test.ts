import { describe, expect, test } from 'vitest';
import { eventStream } from '@/lib/http/event-stream';
import { useDatabase } from '@/tests/support/database';

useDatabase();

const EVENT = `data: ${'x'.repeat(64 * 1024)}\n\n`;

function open() {
  let isListening = true;
  let send: (text: string) => void = () => {};
  const response = eventStream({
    signal: new AbortController().signal,
    subscribe: (given) => {
      send = given;
      return () => {
        isListening = false;
      };
    },
    isStillAdmitted: async () => true,
  });
  return { response, send: (text: string) => send(text), isListening: () => isListening };
}

describe('a stream of events', () => {
  test('ends for somebody who does not read it, so that what waits for them is bounded', async () => {
    const { response, send, isListening } = open();
    for (let sent = 0; sent < 200 && isListening(); sent += 1) send(EVENT);
    expect(isListening()).toBe(false);
    expect((await response.text()).length).toBeLessThan(2 * 1024 * 1024);
  });

  test('goes on for somebody who reads it, however much it carries', async () => {
    const { response, send, isListening } = open();
    const reader = response.body?.getReader();
    let bytes = 0;
    for (let sent = 0; sent < 200; sent += 1) {
      send(EVENT);
      bytes += (await reader?.read())?.value?.byteLength ?? 0;
    }
    expect(isListening()).toBe(true);
    expect(bytes).toBeGreaterThan(10 * 1024 * 1024);
    await reader?.cancel();
    expect(isListening()).toBe(false);
  });
});
