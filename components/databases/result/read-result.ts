import * as z from 'zod';
import { Json } from '@/lib/contracts/json';
import type { ToolCallAnswer } from '@/lib/contracts/tool-call';

/** `id` tells columns apart that a statement gave the same name. */
export type ResultColumn = { id: string; name: string; type: string | null };
export type Rows = { columns: ResultColumn[]; rows: (Json | undefined)[][] };

const SqlContent = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(Json)),
});
const Documents = z.object({ documents: z.array(Json) });
const Reply = z.object({ reply: Json });
const Paged = z.object({ next_cursor: z.string().nullish() });

/** The pages of one answer as rows; null for an answer that is no list of anything. */
export function readRows(pages: readonly ToolCallAnswer[]): Rows | null {
  const [first, ...rest] = pages.map(({ result = null }) => result);
  const sql = SqlContent.safeParse(first);
  if (sql.success) {
    // What did not fit into one answer follows as a list of rows alone.
    const more = rest.flatMap(
      (page) => SqlContent.safeParse(page).data?.rows ?? z.array(z.array(Json)).catch([]).parse(page),
    );
    return {
      columns: sql.data.columns.map((column, at) => ({ id: `${at}`, ...column })),
      rows: [...sql.data.rows, ...more],
    };
  }
  const documents = Documents.safeParse(first);
  if (documents.success) return rowsOf([...documents.data.documents, ...rest.flatMap(itemsOf)]);
  const reply = Reply.safeParse(first).data?.reply ?? null;
  if (Array.isArray(reply)) return listed([...reply, ...rest.flatMap(itemsOf)]);
  if (typeof reply !== 'object' || reply === null) return null;
  const entries = [
    ...Object.entries(reply),
    ...rest.flatMap((page) => Object.entries(Reply.safeParse(page).data?.reply ?? {})),
  ];
  return { columns: [plain('field'), plain('value')], rows: entries };
}

/** What an answer says that is no list: a count, the reply of a command. */
export function readValue(answer: ToolCallAnswer): Json {
  const reply = Reply.safeParse(answer.result);
  return reply.success ? reply.data.reply : (answer.result ?? null);
}

/** Where the next page begins: what was cut off this answer, or, after its last part, the database's own next page. */
export function nextCursorOf(pages: readonly ToolCallAnswer[]): string | null {
  const last = pages.at(-1);
  if (!last?.success) return null;
  if (last.next_cursor !== undefined) return last.next_cursor;
  if (!Array.isArray(last.result)) return null;
  const whole = pages.findLast(({ result }) => !Array.isArray(result));
  return Paged.safeParse(whole?.result).data?.next_cursor ?? null;
}

function itemsOf(page: Json): Json[] {
  if (Array.isArray(page)) return page;
  const documents = Documents.safeParse(page).data?.documents;
  const reply = Reply.safeParse(page).data?.reply;
  return documents ?? (Array.isArray(reply) ? reply : []);
}

/** Documents have a column for every field that any of them has; other values stand in one column. */
function rowsOf(items: Json[]): Rows {
  const isRecord = (item: Json): item is { [key: string]: Json } =>
    typeof item === 'object' && item !== null && !Array.isArray(item);
  if (items.length === 0 || !items.every(isRecord)) return listed(items);
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  return { columns: names.map(plain), rows: items.map((item) => names.map((name) => item[name])) };
}

function listed(items: Json[]): Rows {
  return { columns: [plain('value')], rows: items.map((item) => [item]) };
}

function plain(name: string): ResultColumn {
  return { id: name, name, type: null };
}
