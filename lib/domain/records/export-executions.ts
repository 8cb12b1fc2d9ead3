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

/** Page by page as fast as it is read, so that a million calls need no more memory than two hundred. */
export function exportExecutions(principal: Principal, filters: ExecutionFilters): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: string | undefined;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      const page = await listExecutions(principal, { ...filters, limit: PAGE, cursor });
      const lines = page.items.map((row) => COLUMNS.map((column) => toCell(row[column])).join(','));
      const head = isFirst ? [COLUMNS.join(',')] : [];
      isFirst = false;
      if (head.length + lines.length > 0) controller.enqueue(encoder.encode(`${[...head, ...lines].join('\r\n')}\r\n`));
      if (page.nextCursor === null) controller.close();
      else cursor = page.nextCursor;
    },
  });
}

/** A cell that begins like a formula would be run by a spreadsheet; a quote before it makes it text. */
function toCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
