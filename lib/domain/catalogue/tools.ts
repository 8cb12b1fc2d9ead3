import type { JsonObject } from '@/lib/contracts/json';
import { ToolAnnotations, type ToolDefinition } from '@/lib/contracts/tool';
import type { Prisma } from '@/lib/generated/prisma/client';
import { type Db, db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { fingerprintOf } from '@/lib/platform/seal/token';

export type AppName = { provider: string; slug: string };

/** A tool as the last discovery left it. */
export type StoredTool = ToolDefinition & {
  hash: string;
  changedAt: Date | null;
  isGone: boolean;
  previous: { description: string; input_schema: JsonObject } | null;
};

/** The tools of an app, in a fixed order. Shared by all processes' calls; a discovery clears it everywhere. */
const discovered = memory<StoredTool[]>({
  name: 'tools',
  most: 2000,
  stale: ({ table, provider, app_slug }) => (table === 'tools' && provider ? [`${provider} ${app_slug}`] : []),
});

/** Everything ever discovered for the app, what is gone included. */
export function listStoredTools({ provider, slug }: AppName): Promise<StoredTool[]> {
  return discovered().get(`${provider} ${slug}`, () => readTools(db(), { provider, slug }));
}

/** For whoever has just written them: the word of the change takes a moment to come back. */
export function forgetStoredTools({ provider, slug }: AppName): void {
  discovered().forget([`${provider} ${slug}`]);
}

/** What the app offers now. */
export async function listAppTools(app: AppName): Promise<ToolDefinition[]> {
  return (await listStoredTools(app)).filter(({ isGone }) => !isGone).map(toDefinition);
}

export async function readTools(tx: Db, { provider, slug }: AppName): Promise<StoredTool[]> {
  const rows = await tx.tool.findMany({ where: { provider, appSlug: slug }, orderBy: { name: 'asc' } });
  return rows.map(toStored);
}

/** Of the definition as a person sees it: another description or schema is another definition. */
export function definitionHash({ description, input_schema, output_schema, annotations }: ToolDefinition): string {
  return fingerprintOf({ description, input_schema, output_schema, annotations });
}

/** What a person who was not asked may be given: tools that say of themselves that they destroy nothing. */
export function isSafeByDefault({ annotations }: ToolDefinition): boolean {
  return annotations.read_only === true || annotations.destructive === false;
}

function toDefinition(tool: StoredTool): ToolDefinition {
  const { name, title, description, input_schema, output_schema, annotations, version } = tool;
  return { name, title, description, input_schema, output_schema, annotations, version };
}

function toStored(row: Prisma.ToolGetPayload<object>): StoredTool {
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    input_schema: row.inputSchema as JsonObject,
    output_schema: row.outputSchema as JsonObject | null,
    annotations: ToolAnnotations.parse(row.annotations),
    version: row.version,
    hash: row.definitionHash,
    changedAt: row.changedAt,
    isGone: row.removedAt !== null,
    previous: row.previous as StoredTool['previous'],
  };
}
