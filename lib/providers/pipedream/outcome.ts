import * as z from 'zod';
import type { Json } from '@/lib/contracts/json';
import type { ToolOutcome } from '../provider';
import { isRefusedByApp } from '../upstream/grant-doubt';
import { contentOf, isShortened, type ToolResult, textOf } from '../upstream/tool-result';

const Failure = z.looseObject({
  message: z.string().optional(),
  attribution: z.looseObject({ origin: z.string().optional(), status: z.number().optional() }).optional(),
});

/** What a component returns. A failure is in here while everything around it says that all went well. */
const Run = z.looseObject({
  ret: z.custom<Json>().optional(),
  exports: z.looseObject({ $summary: z.string().optional() }).nullish(),
  os: z.array(z.looseObject({ k: z.string().optional(), err: z.unknown().optional() })).nullish(),
  error: z.union([Failure, z.string()]).nullish(),
});
type Run = z.infer<typeof Run>;

const MAX_REASON = 2000;

export type Ran = {
  /** The server answers "connect first" as a success, with a live link in the text that must not reach an agent. */
  asksForAccount: boolean;
  /** The app refused the person's credentials: worth asking whether the grant is still good. */
  isRefusedByApp: boolean;
  outcome: ToolOutcome;
};

/** All that is to be known of an answer, read out of it once: it may be large. */
export function readRan(result: ToolResult): Ran {
  const content = contentOf(result);
  const run = runIn(content);
  const failure = failureIn(result, run);
  return {
    asksForAccount: asksForAccount(result),
    isRefusedByApp: failure !== null && isRefusal(failure),
    outcome: failure
      ? { ok: false, reason: failure.reason }
      : { ok: true, content: run ? returnedBy(run) : content, isShortened: isShortened(result) || undefined },
  };
}

function asksForAccount(result: ToolResult): boolean {
  return result.accountRequired === true || typeof result.connectUrl === 'string' || LIVE_LINK.test(textOf(result));
}

type Failed = { reason: string; status: number | undefined };

function isRefusal({ reason, status }: Failed): boolean {
  return status === 401 || isRefusedByApp(reason);
}

function returnedBy({ ret, exports }: Run): Json {
  return ret ?? { summary: exports?.$summary ?? null };
}

function failureIn(result: ToolResult, run: Run | null): Failed | null {
  const error = run?.error ?? run?.os?.find(({ err }) => err !== undefined && err !== null)?.err;
  if (!error && !result.isError) return null;
  const parsed = Failure.safeParse(error).data;
  const said = typeof error === 'string' ? error : parsed?.message;
  const reason = said ?? (textOf(result) || 'The tool failed without saying why.');
  return { reason: withoutLinks(reason).slice(0, MAX_REASON), status: parsed?.attribution?.status };
}

function runIn(content: Json): Run | null {
  const isRun = typeof content === 'object' && content !== null && RUN_KEYS.some((key) => key in content);
  return isRun ? (Run.safeParse(content).data ?? null) : null;
}

function withoutLinks(text: string): string {
  return text.replace(/ctok_\w+/g, '[removed]');
}

const RUN_KEYS = ['ret', 'exports', 'os', 'error'];
const LIVE_LINK = /[?&]token=ctok_\w+/;
