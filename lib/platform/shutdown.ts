import { once } from './once';

type Shutdown = { hasBegun: boolean; streams: Set<() => void> };

const shutdown = () => once('shutdown', (): Shutdown => ({ hasBegun: false, streams: new Set() }));

/**
 * Registers a stream that would go on for ever: `end` is called when the process is told to stop, which would otherwise
 * wait for it in vain. A stream that is opened later, on a connection that was kept, ends as soon as it has begun.
 * Returns how to unregister it.
 */
export function endAtShutdown(end: () => void): () => void {
  const { hasBegun, streams } = shutdown();
  streams.add(end);
  if (hasBegun) queueMicrotask(() => streams.delete(end) && end());
  return () => streams.delete(end);
}

/** Whoever listened comes back, to another process or to this one's successor. */
export function endStreams(): void {
  const state = shutdown();
  state.hasBegun = true;
  for (const end of state.streams) end();
  state.streams.clear();
}
