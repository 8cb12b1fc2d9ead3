import * as z from 'zod';

/** What a caller is told of a call: over REST, and over MCP as JSON or as the only message of a stream. */
const Rest = z.object({
  success: z.boolean(),
  execution_id: z.string().optional(),
  error: z.union([z.string(), z.object({ code: z.string() })]).nullish(),
});
const Mcp = z.object({
  result: z.object({
    isError: z.boolean().default(false),
    _meta: z.object({
      'patchbay/execution_id': z.string().optional(),
      'patchbay/error': z.object({ code: z.string() }).optional(),
    }),
  }),
});

type Told = { id: string | undefined; succeeded: boolean; code: string | undefined };
export type RecordPage = { executions: { id: string; status: string }[]; next_cursor: string | null };
export type Missing = { lost: number; different: number };

/** The calls whose callers were told how they ended, well or not, to be compared with what is on record. */
export class Acknowledged {
  private readonly outcomes = new Map<string, boolean>();

  get size(): number {
    return this.outcomes.size;
  }

  /** Null for an answer that names no record, or one that is to follow because the database is away. */
  add(body: string): 'succeeded' | 'failed' | null {
    const { id, succeeded, code } = readAnswer(body);
    if (id === undefined || code === 'internal') return null;
    this.outcomes.set(id, succeeded);
    return succeeded ? 'succeeded' : 'failed';
  }

  /** How many nobody finds on record, and how many are on record as something else than the caller was told. */
  async findMissing(list: (cursor: string) => Promise<RecordPage>): Promise<Missing> {
    const missing = new Map(this.outcomes);
    let different = 0;
    let cursor: string | null = '';
    while (cursor !== null && missing.size > 0) {
      const page: RecordPage = await list(cursor);
      for (const { id, status } of page.executions) {
        const succeeded = missing.get(id);
        if (succeeded !== undefined && succeeded !== (status === 'succeeded')) different += 1;
        missing.delete(id);
      }
      cursor = page.next_cursor;
    }
    return { lost: missing.size, different };
  }
}

function readAnswer(body: string): Told {
  const json: unknown = JSON.parse(body.startsWith('{') ? body : (/^data: (.*)$/m.exec(body)?.[1] ?? '{}'));
  const overMcp = Mcp.safeParse(json);
  if (overMcp.success) {
    const { isError, _meta } = overMcp.data.result;
    return { id: _meta['patchbay/execution_id'], succeeded: !isError, code: _meta['patchbay/error']?.code };
  }
  const { data } = Rest.safeParse(json);
  const error = data?.error;
  const code = typeof error === 'object' ? error?.code : undefined;
  return { id: data?.execution_id, succeeded: data?.success ?? false, code };
}
