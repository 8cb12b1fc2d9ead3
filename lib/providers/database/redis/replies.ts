/** The server's own word on one command. */
export class ErrorReply extends Error {
  override readonly name = 'ErrorReply';
}

/** What answers does not speak the protocol. */
export class UnreadableReply extends Error {
  override readonly name = 'UnreadableReply';
  constructor() {
    super('The answer is not one of the Redis protocol.');
  }
}

/** One reply is larger than a call may read; the rest of it was not awaited. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  constructor() {
    super('The answer is too large to be read at once. Read it in ranges, or with a SCAN command.');
  }
}

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}
