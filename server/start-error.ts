/** The server cannot start, for a reason that one sentence explains. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
