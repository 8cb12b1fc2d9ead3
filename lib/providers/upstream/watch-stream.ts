import { AppError } from '@/lib/errors';
import { causesOf, UpstreamFailure, unavailable } from './failure';

const ANSWER = /"(?:result|error)"\s*:/;
/** Long enough for the beginning of an answer that two chunks share. */
const OVERLAP = 12;

/**
 * Passes a stream of MCP messages on as it comes, and says when it broke or ended without an answer in it. The client
 * itself would go on waiting for that answer until the deadline.
 */
export function watchStream(
  service: string,
  body: ReadableStream<Uint8Array>,
  broken: (cause: AppError) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const lost = () => unavailable(service, new UpstreamFailure('an answer that broke off'));
  let isAnswered = false;
  let tail = '';

  function look(chunk: Uint8Array) {
    if (isAnswered) return;
    const text = tail + decoder.decode(chunk, { stream: true });
    isAnswered = ANSWER.test(text);
    tail = text.slice(-OVERLAP);
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (value) {
          look(value);
          controller.enqueue(value);
        }
        if (!done) return;
        if (!isAnswered) broken(lost());
      } catch (caught) {
        broken(causesOf(caught).find((cause) => cause instanceof AppError) ?? lost());
      }
      controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
