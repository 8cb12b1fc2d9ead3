import { endAtShutdown } from '@/lib/platform/shutdown';
import { whileAdmitted } from './while-admitted';

type EventSource = {
  /** Of the request: fires when whoever listened has left. */
  signal: AbortSignal;
  /** Begins to send; returns how to stop. */
  subscribe(send: (text: string) => void): () => void;
  isStillAdmitted(): Promise<boolean>;
};

/** What waits here for somebody who does not read it. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/**
 * Server-sent events for as long as whoever listens would still be let in and reads them, and until this process stops.
 */
export function eventStream({ signal, subscribe, isStillAdmitted }: EventSource): Response {
  const encoder = new TextEncoder();
  let isCancelled = false;
  const stopped = new AbortController();
  const stop = () => stopped.abort();
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start(controller) {
      const send = (text: string) => {
        if (stopped.signal.aborted) return;
        if ((controller.desiredSize ?? 0) <= 0) return stop();
        controller.enqueue(encoder.encode(text));
      };
      const admission = whileAdmitted({ isStillAdmitted, stay: () => send(': alive\n\n'), leave: stop });
      const endings = [subscribe(send), endAtShutdown(stop), admission];
      signal.addEventListener('abort', stop, { once: true });
      stopped.signal.addEventListener('abort', () => {
        for (const end of endings) end();
        if (!isCancelled) controller.close();
      });
      send(': listening\n\n');
    },
    cancel() {
      isCancelled = true;
      stop();
    },
  };
  const body = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: MAX_UNREAD_BYTES }));
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  return new Response(body, { headers });
}
