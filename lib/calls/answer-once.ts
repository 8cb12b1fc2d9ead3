import * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '@/lib/contracts/error';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import type { Words } from '@/lib/sentence';
import type { Call } from './call-tool';
import { argumentsOf } from './check-arguments';
import { limitOf } from './deadline';
import { oncePerKey } from './once-per-key';
import { isRepeatable } from './safety';
import type { Offer } from './toolbox';

const Kept = z.object({
  executionId: z.string(),
  durationMs: z.number(),
  ok: z.boolean(),
  /** The tool's own message when it failed. */
  reason: z.string().nullable(),
  // It was read or made as JSON: looking at each value again would cost as much as that did.
  content: z.custom<Json>(),
  nextCursor: z.string().nullable(),
  hasContent: z.boolean(),
  /** The app answered more than is read of an answer, and the rest is lost. */
  isShortened: z.boolean().default(false),
  /** The sandbox answered in place of the service. */
  demo: z.boolean().default(false),
});

/** What a call came to. `text` is the content as JSON text, made once for every use of it. */
export type Answer = z.infer<typeof Kept> & { text: string };

/** An error that is the answer of a call: whoever asks again gets the same code, status and outcome. */
const KeptError = z.object({
  executionId: z.string(),
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    // Errors that former versions kept have their text alone.
    words: z.custom<Words>().optional(),
    retryAfterS: z.number().optional(),
    provider: z.string().optional(),
    outcome: z.literal('unknown'),
    status: z.number().optional(),
  }),
});

/** With an idempotency key: the first call's answer or error, without running the tool a second time. */
export function answerOnce(accountId: string, call: Call, offer: Offer, run: () => Promise<Answer>): Promise<Answer> {
  const { idempotencyKey, timeoutMs, signal } = call;
  if (idempotencyKey === undefined) return run();
  return oncePerKey(
    {
      accountId,
      key: idempotencyKey,
      request: requestOf(call, offer),
      waitMs: limitOf(timeoutMs),
      signal,
      isRepeatable: isRepeatable(offer.definition.annotations),
      toAnswer: ({ text: _text, ...kept }) => kept,
      fromAnswer,
      fromError: (error) => toKeptError(call, error),
    },
    run,
  );
}

/** What makes two calls the same: what is run, however its name was spelled and whatever its profile was found by. */
function requestOf({ input }: Call, offer: Offer): JsonObject {
  return { tool: offer.definition.name, profileId: offer.profile.id, input: argumentsOf(offer, input) };
}

function fromAnswer(answer: unknown): Answer {
  const failed = KeptError.safeParse(answer).data;
  if (failed) {
    const { code, message, words = message, ...detail } = failed.error;
    throw new AppError(code, words, { ...detail, firstExecutionId: failed.executionId });
  }
  const kept = Kept.parse(answer);
  return { ...kept, text: JSON.stringify(kept.content) };
}

/** Only where the call may have been carried out: after any other error it may be tried again with the same key. */
function toKeptError({ executionId }: Call, { code, message, words, detail }: AppError): JsonObject | null {
  const { outcome, retryAfterS, provider, status } = detail;
  if (outcome !== 'unknown') return null;
  const known = Object.entries({ retryAfterS, provider, status }).filter(([, value]) => value !== undefined);
  return { executionId, error: { code, message, words: words as Json, outcome, ...Object.fromEntries(known) } };
}
