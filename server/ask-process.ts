import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** A worker as its primary sees it, or the primary as a worker does. */
export type Channel = {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
  send?(message: object, done: () => void): unknown;
};

const Question = z.object({ asks: z.string(), id: z.string() });
const Answer = z.object({ answers: z.string(), value: z.unknown() });

/** What the process at the other end says, or null when it does not within the limit. */
export async function askProcess(channel: Channel, asks: string, limitMs: number): Promise<unknown> {
  const id = crypto.randomUUID();
  let listen: (message: unknown) => void = () => {};
  const answered = new Promise<unknown>((resolve) => {
    listen = (message) => {
      const answer = Answer.safeParse(message);
      if (answer.success && answer.data.answers === id) resolve(answer.data.value);
    };
    channel.on('message', listen);
  });
  send(channel, { asks, id });
  const answer = await Promise.race([answered, sleep(limitMs, null, { ref: false })]);
  channel.off('message', listen);
  return answer;
}

export function answerProcess(channel: Channel, asks: string, work: () => Promise<unknown>): void {
  channel.on('message', async (message) => {
    const question = Question.safeParse(message);
    if (!question.success || question.data.asks !== asks) return;
    send(channel, { answers: question.data.id, value: await work() });
  });
}

/** With a callback a channel that closed meanwhile is not an error: nobody is left to wait for the message. */
function send(channel: Channel, message: object): void {
  channel.send?.(message, () => {});
}
