import type { Allowance } from '@/lib/errors';
import { setAllowance } from '@/lib/http/allowance';

/** What the caller may still do, known as soon as its call has been counted. */
export class PendingAllowance {
  private allowance: Allowance | null = null;
  private tell = () => {};
  private readonly isKnown = new Promise<void>((resolve) => {
    this.tell = resolve;
  });

  set(allowance: Allowance): void {
    this.allowance = allowance;
    this.tell();
  }

  /**
   * The same answer with the allowance in its headers. One that is streamed is held back until the call has been
   * counted or says its first word, because its headers go out before either.
   */
  async addTo(answer: Response): Promise<Response> {
    const { body } = answer;
    if (this.allowance || !body || !answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      return this.headed(answer);
    }
    const reader = body.getReader();
    const first = reader.read();
    await Promise.race([this.isKnown, first.catch(() => {})]);
    return this.headed(new Response(startingWith(first, reader), answer));
  }

  private headed(answer: Response): Response {
    if (this.allowance) setAllowance(answer.headers, this.allowance);
    return answer;
  }
}

type Part = ReadableStreamReadResult<Uint8Array>;

/** The rest of a stream whose first part has been asked for already. */
function startingWith(first: Promise<Part>, reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream {
  let next: Promise<Part> | null = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await (next ?? reader.read());
      next = null;
      if (part.done) controller.close();
      else controller.enqueue(part.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
