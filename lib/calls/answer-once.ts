import * as z from 'zod';
import type { Json } from '@/lib/contracts/json';
import { isSandboxed } from '@/lib/domain/providers/open-provider';
import type { AppError } from '@/lib/errors';
import type { Call } from './call-tool';
import { LONGEST_DEADLINE_MS, USUAL_DEADLINE_MS } from './deadline';
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
  /** The sandbox answered in place of the service. */
  demo: z.boolean().default(false),
});

/** What a call came to. `text` is the content as JSON text, made once for every use of it. */
export type Answer = z.infer<typeof Kept> & { text: string };

/** With an idempotency key: the first call's answer, without running the tool a second time. */
export function answerOnce(
  accountId: string,
  { idempotencyKey, tool, input, profileId, agent, executionId, timeoutMs, signal }: Call,
  offer: Offer,
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (idempotencyKey === undefined) return run();
  return oncePerKey(
    {
      accountId,
      key: idempotencyKey,
      request: { tool, input, profileId: profileId ?? null, agent: agent ?? null },
      waitMs: Math.min(timeoutMs ?? USUAL_DEADLINE_MS, LONGEST_DEADLINE_MS),
      signal,
      isRepeatable: isRepeatable(offer.definition.annotations),
      toAnswer: ({ text: _text, ...kept }) => kept,
      fromAnswer: (answer) => {
        const kept = Kept.parse(answer);
        return { ...kept, text: JSON.stringify(kept.content) };
      },
      fromError: (error) => (error.detail.outcome === 'unknown' ? lost(executionId, error, offer) : null),
    },
    run,
  );
}

function lost(executionId: string, { message: reason }: AppError, { profile }: Offer): Answer {
  return {
    ...{ executionId, durationMs: 0, ok: false, reason, content: null, text: 'null' },
    ...{ nextCursor: null, hasContent: false, demo: isSandboxed(profile.provider) },
  };
}
