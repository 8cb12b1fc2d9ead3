import { answerPlainly } from './answer-plainly';
import { behindGate } from './gate';
import { makeServer } from './server';

/** `/mcp` and `/mcp/{agent}`: every tool of the caller's account, or what one agent was granted of them. */
export const serveMcp = behindGate(makeServer, answerPlainly);
