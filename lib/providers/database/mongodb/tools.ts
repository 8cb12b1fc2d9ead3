import type { JsonObject } from '@/lib/contracts/json';
import type { ToolOutcome } from '../../provider';
import { withDeadline } from '../deadline';
import { toOutcome } from '../outcome';
import { limitsOf } from '../page';
import { fillIn, parametersOf } from '../saved-query';
import { defineTool, READS, type Tool, WRITES } from '../tool';
import { statementFailure } from './failures';
import { QueryInput, SchemaInput, WriteInput } from './inputs';
import { explained, query, type Run, write } from './operations';
import { checkCollection } from './reader';
import { describeCollection, listCollections } from './schema';
import type { MongoServer } from './server';
import type { MongoSettings } from './settings';
import { toJson } from './values';

export function mongoTools(server: MongoServer, settings: MongoSettings): Tool[] {
  const { connection_name: name, allow_writes, saved_queries } = settings;
  const limits = limitsOf(settings);
  const maxTimeMS = limits.seconds * 1000;
  const use = (caller: AbortSignal, work: (run: Run) => Promise<ToolOutcome>) =>
    withDeadline(caller, limits.seconds, (signal) =>
      server.use(signal, (db, comment) => work({ db, limits, signal, comment })),
    ).catch((error) => toOutcome(error, statementFailure));

  const queryTool = defineTool({
    name: 'query',
    title: 'Query',
    description: `Reads documents of ${name}: find, aggregate, count or distinct.`,
    input: QueryInput,
    annotations: READS,
    run: (input, signal) => use(signal, (run) => query(input, run)),
  });
  const schema = defineTool({
    name: 'schema',
    title: 'Schema',
    description: `Lists the collections of ${name} with estimates, or describes one from a sample: fields, types, indexes.`,
    input: SchemaInput,
    annotations: READS,
    run: ({ collection, search }, signal) =>
      use(signal, async ({ db, signal }) => {
        if (collection !== undefined) checkCollection(collection);
        const asking = { signal, maxTimeMS };
        const content = collection
          ? await describeCollection(db, collection, asking)
          : await listCollections(db, search, asking);
        return { ok: true, content };
      }),
  });
  const explain = defineTool({
    name: 'explain',
    title: 'Explain',
    description: `Shows how ${name} would run a find or an aggregate, without running it.`,
    input: QueryInput,
    annotations: READS,
    run: (input, signal) =>
      use(signal, async ({ db, signal }) => {
        const asked = { explain: explained(input), verbosity: 'queryPlanner', maxTimeMS };
        const plan = await db.command(asked, { signal });
        return { ok: true, content: toJson({ ...plan, $clusterTime: undefined, operationTime: undefined }) };
      }),
  });
  const writeTool = defineTool({
    name: 'write',
    title: 'Write',
    description: `Inserts, changes or deletes documents of ${name}. It cannot be undone.`,
    input: WriteInput,
    annotations: WRITES,
    run: (input, signal) => use(signal, (run) => write(input, run)),
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
        if (!filled.success) return { ok: false, reason: 'The saved query is not complete.' };
        return use(signal, (run) => query(filled.data, run));
      },
    }),
  );
  return [queryTool, schema, explain, ...(allow_writes ? [writeTool] : []), ...saved];
}
