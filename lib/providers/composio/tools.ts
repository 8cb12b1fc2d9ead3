import * as z from 'zod';
import { isObject, JsonObject } from '@/lib/contracts/json';
import type { ToolAnnotations, ToolDefinition } from '@/lib/contracts/tool';
import type { ToolListing } from '../provider';
import { slugOf } from '../upstream/ids';
import { isUsableInput } from '../upstream/tool-input';
import type { ComposioClient } from './client';
import { readPagesOf } from './pages';

const Tool = z.object({
  slug: z.string().min(1),
  name: z.string().nullish(),
  description: z.string().nullish(),
  input_parameters: JsonObject,
  output_parameters: JsonObject.nullish().catch(null),
  version: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  is_deprecated: z.boolean().nullish(),
});

const PAGE_SIZE = 500;

/** All tools of an app, not only the important ones, each with the version that its schema belongs to. */
export async function listToolkitTools(client: ComposioClient, app: string, signal: AbortSignal): Promise<ToolListing> {
  const toolkit_slug = slugOf(app);
  const { items, isWhole } = await readPagesOf(signal, (cursor, bounded) =>
    client.tools.list(
      { toolkit_slug, important: 'false', toolkit_versions: 'latest', limit: PAGE_SIZE, ...(cursor && { cursor }) },
      { signal: bounded },
    ),
  );
  const tools = items.map(toTool).filter((tool) => tool !== null);
  return { tools: [...new Map(tools.map((tool) => [tool.name, tool])).values()], isWhole };
}

/** A tool that cannot be read, or whose input cannot be used, costs only itself. */
function toTool(found: unknown): ToolDefinition | null {
  const parsed = Tool.safeParse(found);
  if (!parsed.success || !isUsableInput(parsed.data.input_parameters) || parsed.data.is_deprecated) return null;
  const { slug, name, description, input_parameters, output_parameters, version, tags } = parsed.data;
  return {
    name: slug,
    title: name ?? null,
    description: description ?? '',
    input_schema: input_parameters,
    output_schema: output_parameters ? dataSchema(output_parameters) : null,
    annotations: toAnnotations(tags ?? []),
    version: version ?? null,
  };
}

/** The service describes its envelope as well; what we hand on is only the data in it. */
function dataSchema({ properties, $defs }: JsonObject): JsonObject | null {
  const data = isObject(properties) ? properties.data : undefined;
  if (!isObject(data) || data.type !== 'object') return null;
  return isObject($defs) ? { ...data, $defs } : data;
}

/** The hints travel as tags. Where there are any, one that is missing was left out on purpose. */
function toAnnotations(tags: string[]): ToolAnnotations {
  if (!tags.some((tag) => tag.endsWith('Hint'))) return {};
  return {
    read_only: tags.includes('readOnlyHint'),
    destructive: tags.includes('destructiveHint'),
    idempotent: tags.includes('idempotentHint'),
    open_world: tags.includes('openWorldHint'),
  };
}
