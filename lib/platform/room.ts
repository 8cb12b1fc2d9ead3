/** Up to this size an answer needs no room: most are far smaller, and wait for nobody. */
export const SMALL_ANSWER_BYTES = 64 * 1024;

/**
 * Room in memory for the answer of one call. Whoever reads an answer that is not small takes room before the rest of
 * it is read, and it is given back when the call is over.
 */
export type Room = {
  /** Waits until there is room for so much. Rejects when the call is over before that. */
  take(bytes: number): Promise<void>;
  /** To be awaited before each piece of work on an answer: at once where it is small, else when its turn has come. */
  turn(): Promise<void>;
};
