import type { Execution, ExecutionFilters } from '@/lib/contracts/execution';
import type { Principal } from '../identity/principal';
import { listExecutions } from './executions';

const COLUMNS = [
  'executed_at',
  'id',
  'provider',
  'app_slug',
  'tool_name',
  'status',
  'error_code',
  'error',
  'attempts',
  'duration_ms',
  'account_id',
  'profile_id',
  'agent_id',
  'key_id',
  'request_id',
] satisfies (keyof Execution)[];

const PAGE = 200;

/**
 * Page by page as fast as it is read, so that a million calls need no more memory than two hundred. The first is read
 * before anything is promised: what is refused is refused with its status, not in the middle of a file.
 */
export async function exportExecutions(
  principal: Principal,
  filters: ExecutionFilters,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const read = (cursor?: string) => listExecutions(principal, { ...filters, limit: PAGE, cursor });
  let page = await read();
  const write = (controller: ReadableStreamDefaultController<Uint8Array>, head: string[] = []) => {
    const lines = [...head, ...page.items.map((row) => COLUMNS.map((column) => toCell(row[column])).join(','))];
    if (lines.length > 0) controller.enqueue(encoder.encode(`${lines.join('\r\n')}\r\n`));
    if (page.nextCursor === null) controller.close();
  };
  return new ReadableStream(
    {
      start: (controller) => write(controller, [COLUMNS.join(',')]),
      async pull(controller) {
        page = await read(page.nextCursor ?? undefined);
        write(controller);
      },
    },
    { highWaterMark: 1 },
  );
}

/**
 * A cell that begins like a formula would be run by the spreadsheet that opens the file, on the word of whoever made a
 * tool fail with that message; a quote before it makes it text.
 */
function toCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
