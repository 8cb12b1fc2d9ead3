import { createParser } from 'eventsource-parser';
import * as z from 'zod';
import { isObject } from '@/lib/contracts/json';
import type { Posted } from '@/lib/platform/outbound/post';
import { type Room, SMALL_ANSWER_BYTES } from '@/lib/platform/room';
import { broken, UpstreamFailure, unavailable } from './failure';
import { parseJson } from './json';

export type RpcError = { code: number; message: string };
/** `isShortened`: too long to be read whole. */
export type RpcAnswer = { result: unknown; isShortened?: true } | { error: RpcError };

const RpcFailure = z.object({ code: z.number(), message: z.string() });

/** A message of the server's own that came with the answer: how far it is, or a question. */
export type OtherMessage = { id?: unknown; method?: unknown; params?: unknown };

type Asked = { id: string; room?: Room | undefined; onOther(message: OtherMessage): void };

/** The answer to one request, whether it comes as JSON or at the end of a stream; what comes before it is passed on. */
export async function readAnswer(service: string, posted: Posted, asked: Asked): Promise<RpcAnswer> {
  const isStream = posted.header('content-type')?.startsWith('text/event-stream') === true;
  const answer = await (isStream ? readStream(service, posted, asked) : readWhole(service, posted, asked));
  return posted.wasShortened && 'result' in answer ? { ...answer, isShortened: true } : answer;
}

async function readWhole(service: string, posted: Posted, { id, room }: Asked): Promise<RpcAnswer> {
  const text = await posted.text();
  await room?.turn();
  const found = parseJson(text);
  const answer = (Array.isArray(found) ? found : [found]).map((message) => toAnswer(message, id)).find(Boolean);
  if (!answer) throw broken(service, `status ${posted.status}`);
  return answer;
}

async function readStream(service: string, posted: Posted, { id, room, onOther }: Asked): Promise<RpcAnswer> {
  const found: RpcAnswer[] = [];
  let large: string | null = null;
  const parser = createParser({
    onEvent: ({ data }) => {
      // Nothing but an answer is large; it is read in its turn.
      if (data.length > SMALL_ANSWER_BYTES && data.includes(id)) {
        large = data;
        return;
      }
      const message = parseJson(data);
      const answer = toAnswer(message, id);
      if (answer) found.push(answer);
      else if (isObject(message)) onOther(message);
    },
  });
  const decoder = new TextDecoder();
  await posted.read((piece) => {
    parser.feed(decoder.decode(piece, { stream: true }));
    return found.length > 0 || large !== null;
  });
  const answer = found[0] ?? (large && (await readLarge(large, id, room)));
  if (!answer) throw unavailable(service, new UpstreamFailure('an answer that broke off'));
  return answer;
}

async function readLarge(data: string, id: string, room: Room | undefined): Promise<RpcAnswer | null> {
  await room?.turn();
  return toAnswer(parseJson(data), id);
}

function toAnswer(message: unknown, id: string): RpcAnswer | null {
  if (!isObject(message) || message.id !== id) return null;
  if (isObject(message.result)) return { result: message.result };
  const error = RpcFailure.safeParse(message.error).data;
  return error ? { error } : null;
}
