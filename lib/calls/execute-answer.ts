import type { Answer } from './call-tool';

/** The body of an answered call. The result goes in as the text it already is. */
export function toExecuteAnswer(answer: Answer): string {
  const { executionId, durationMs, ok, reason, text, nextCursor, hasContent, isShortened, demo } = answer;
  const mark = `${isShortened ? '"truncated":true,' : ''}${demo ? '"demo":true,' : ''}`;
  const rest = `${mark}"execution_id":${JSON.stringify(executionId)},"duration_ms":${durationMs}}`;
  if (ok) {
    const cursor = nextCursor === null ? '' : `"next_cursor":${JSON.stringify(nextCursor)},`;
    return `{"success":true,"result":${text},${cursor}${rest}`;
  }
  const result = hasContent ? `"result":${text},` : '';
  return `{"success":false,"error":${JSON.stringify(reason)},${result}${rest}`;
}
