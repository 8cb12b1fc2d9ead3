import * as z from 'zod';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { ToolOutcome } from '../../provider';
import { withDeadline } from '../deadline';
import { toOutcome } from '../outcome';
import { type Limits, limitsOf, OffsetCursor, TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import { fillIn, parametersOf } from '../saved-query';
import { defineTool, READS, type Tool, WRITES } from '../tool';
import { CommandTable, onlyReads, requireReadOnly, requireWrite } from './commands';
import { statementFailure } from './failures';
import type { RedisClient, RedisPool } from './pool';
import { checkReading } from './reading';
import { toReadingForm, withoutPaths } from './reading-forms';
import { describeKey, listPatterns } from './schema';
import type { RedisSettings } from './settings';
import { Argument, toArgument, toJson } from './values';

const command = z.string().min(1).max(64).describe('The name of one command, such as HGETALL.');
const args = z
  .array(Argument)
  .max(10_000)
  .default([])
  .describe('Its arguments, each as it is; bytes as {"base64": "…"}.');

const QueryInput = z.strictObject({ command, args, cursor: OffsetCursor });
const WriteInput = z.strictObject({ command, args });
const SchemaInput = z.strictObject({
  key: Argument.optional().describe('Describes this key; without it, patterns of keys are listed.'),
  search: z.string().min(1).max(300).optional().describe('Only keys that match this glob pattern, such as user:*.'),
});

export function redisTools(pool: RedisPool, settings: RedisSettings): Tool[] {
  const { connection_name: name, allow_writes, saved_queries } = settings;
  const limits = limitsOf(settings);
  const table = new CommandTable();
  const use = (caller: AbortSignal, run: (client: RedisClient) => Promise<ToolOutcome>, how?: { keep: boolean }) =>
    // Redis has no word for cancelling one command: all that can be done is to hang up.
    withDeadline(caller, limits.seconds, (signal) => pool.lease(signal, run, how), { canCancel: false }).catch(
      (error) => toOutcome(error, statementFailure),
    );
  const read = (input: z.infer<typeof QueryInput>, signal: AbortSignal) =>
    use(signal, async (client) => {
      const words = toReadingForm([input.command, ...input.args.map(toArgument)]);
      requireReadOnly(words.map(String), await table.find(client, words.map(String)));
      await checkReading(client, words);
      const reply = withoutPaths(words, await client.sendCommand(words));
      return page(toJson(reply), input.cursor ?? 0, limits);
    });

  const query = defineTool({
    name: 'query',
    title: 'Query',
    description: `Runs one command on ${name} that the server itself marks as reading, and returns its reply.`,
    input: QueryInput,
    annotations: READS,
    run: read,
  });
  const schema = defineTool({
    name: 'schema',
    title: 'Schema',
    description: `Lists patterns of the keys in ${name} with their types, or describes one key.`,
    input: SchemaInput,
    annotations: READS,
    run: ({ key, search }, signal) =>
      use(signal, async (client) => ({
        ok: true,
        content: key === undefined ? await listPatterns(client, search) : await describeKey(client, key),
      })),
  });
  const write = defineTool({
    name: 'write',
    title: 'Write',
    description: `Runs one command that changes data in ${name}. It cannot be undone.`,
    input: WriteInput,
    annotations: WRITES,
    run: (input, signal) =>
      use(
        signal,
        async (client) => {
          const words = [input.command, ...input.args.map(toArgument)];
          const info = requireWrite(words.map(String), await table.find(client, words.map(String)));
          if (onlyReads(info)) await checkReading(client, words);
          return { ok: true, content: { reply: toJson(await client.sendCommand(words)) } };
        },
        // Whatever a command that writes may have left in its connection ends with it.
        { keep: false },
      ),
  });
  const saved = saved_queries.map((entry) =>
    defineTool({
      name: entry.name,
      title: entry.name,
      description: entry.description,
      input: parametersOf(entry),
      annotations: READS,
      run: async ({ cursor, ...values }, signal) => {
        const filled = QueryInput.safeParse({ ...Object(fillIn(entry.statement, values as JsonObject)), cursor });
        return filled.success ? read(filled.data, signal) : { ok: false, reason: 'The saved command is not complete.' };
      },
    }),
  );
  return [query, schema, ...(allow_writes ? [write] : []), ...saved];
}

/** A reply that is a list or a map is cut like rows; anything else fits or does not. */
function page(reply: Json, offset: number, limits: Limits): ToolOutcome {
  const isMap = typeof reply === 'object' && reply !== null && !Array.isArray(reply);
  const items: Json[] = Array.isArray(reply) ? reply : isMap ? Object.entries(reply) : [reply];
  const kept: Json[] = [];
  let bytes = 0;
  for (const item of items.slice(offset, offset + limits.rows)) {
    bytes += JSON.stringify(item).length;
    if (bytes > limits.bytes) break;
    kept.push(item);
  }
  if (kept.length === 0 && items.length > offset) throw new Refusal(TOO_WIDE);
  const end = offset + kept.length;
  const next = end < items.length ? String(end) : null;
  const shown = Array.isArray(reply) ? kept : isMap ? Object.fromEntries(kept as [string, Json][]) : (kept[0] ?? null);
  return { ok: true, content: { reply: shown, next_cursor: next }, ...(next && { nextCursor: next }) };
}
