import type { IncomingMessage, ServerResponse } from 'node:http';

/** Pages, the part of the API that people use in a browser, and what is done without anybody asking. */
export type Web = {
  answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>;
  startJobs(): void;
  stop(): Promise<void>;
};
