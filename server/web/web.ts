import type { IncomingMessage, ServerResponse } from 'node:http';

/** Pages, signing in and out, and what is done without anybody asking. */
export type Web = {
  answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>;
  startJobs(): void;
  stop(): Promise<void>;
};
