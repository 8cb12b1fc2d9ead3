import { once } from './once';

const streams = () => once('streams-without-end', () => new Set<() => void>());

/**
 * For a stream that would go on for ever: `end` is called when the process is told to stop, which would otherwise wait
 * for it in vain. Returns how to forget it.
 */
export function endAtShutdown(end: () => void): () => void {
  streams().add(end);
  return () => streams().delete(end);
}

/** Whoever listened comes back, to another process or to this one's successor. */
export function endStreams(): void {
  for (const end of streams()) end();
  streams().clear();
}
