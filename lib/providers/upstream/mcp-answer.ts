import { createParser } from 'eventsource-parser';
import * as z from 'zod';
import { isObject } from '@/lib/contracts/json';
import type { Posted } from '@/lib/platform/outbound/post';
import { broken, UpstreamFailure, unavailable } from './failure';
import { parseJson } from './json';

export type RpcError = { code: number; message: string };
/** `isShortened`: too long to be read whole. */
export type RpcAnswer = { result: unknown; isShortened?: true } | { error: RpcError };

const RpcFailure = z.object({ code: z.number(), message: z.string() });

/** A message of the server's own that came with the answer: how far it is, or a question. */
export type OtherMessage = { id?: unknown; method?: unknown; params?: unknown };

/** The answer to one request, whether it comes as JSON or at the end of a stream; what comes before it is passed on. */
export async function readAnswer(
  service: string,
  posted: Posted,
  { id, onOther }: { id: string; onOther(message: OtherMessage): void },
): Promise<RpcAnswer> {
  const isStream = posted.header('content-type')?.startsWith('text/event-stream') === true;
  const answer = await (isStream ? readStream(service, posted, { id, onOther }) : readWhole(service, posted, id));
  return posted.wasShortened && 'result' in answer ? { ...answer, isShortened: true } : answer;
}

async function readWhole(service: string, posted: Posted, id: string): Promise<RpcAnswer> {
  const found = parseJson(await posted.text());
  const answer = (Array.isArray(found) ? found : [found]).map((message) => toAnswer(message, id)).find(Boolean);
  if (!answer) throw broken(service, `status ${posted.status}`);
  return answer;
}

async function readStream(
  service: string,
  posted: Posted,
  { id, onOther }: { id: string; onOther(message: OtherMessage): void },
): Promise<RpcAnswer> {
  const found: RpcAnswer[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      const message = parseJson(data);
      const answer = toAnswer(message, id);
      if (answer) found.push(answer);
      else if (isObject(message)) onOther(message);
    },
  });
  const decoder = new TextDecoder();
  await posted.read((piece) => {
    parser.feed(decoder.decode(piece, { stream: true }));
    return found.length > 0;
  });
  const [answer] = found;
  if (!answer) throw unavailable(service, new UpstreamFailure('an answer that broke off'));
  return answer;
}

function toAnswer(message: unknown, id: string): RpcAnswer | null {
  if (!isObject(message) || message.id !== id) return null;
  if (isObject(message.result)) return { result: message.result };
  const error = RpcFailure.safeParse(message.error).data;
  return error ? { error } : null;
}
