/** A wrong setting. The message is one sentence that an operator can act on, without any value in it. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}
