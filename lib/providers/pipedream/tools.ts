import * as z from 'zod';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { ToolListing } from '../provider';
import { toAnnotations } from '../upstream/annotations';
import { slugOf } from '../upstream/ids';
import type { PipedreamClients } from './clients';
import { readPagesOf } from './pages';
import { Prop, toInputSchema } from './tool-schema';

const Component = z.object({
  key: z.string().min(1),
  name: z.string().nullish(),
  description: z.string().nullish(),
  version: z.string().nullish(),
  annotations: z.record(z.string(), z.unknown()).nullish(),
  configurable_props: z.array(z.unknown()),
});

const PAGE_SIZE = 100;

/** The tools of an app as the service's catalogue has them; the same for everybody, connected or not. */
export async function listComponents(
  { actions }: PipedreamClients,
  app: string,
  signal: AbortSignal,
): Promise<ToolListing> {
  const { items, isWhole } = await readPagesOf(signal, (after, abortSignal) =>
    actions.list({ app: slugOf(app), after, limit: PAGE_SIZE }, { abortSignal }),
  );
  const tools = items.map(toTool).filter((tool) => tool !== null);
  return { tools: [...new Map(tools.map((tool) => [tool.name, tool])).values()], isWhole };
}

function toTool(found: unknown): ToolDefinition | null {
  const parsed = Component.safeParse(found);
  if (!parsed.success) return null;
  const { key, name, description, version, annotations, configurable_props } = parsed.data;
  const props = configurable_props.flatMap((prop) => Prop.safeParse(prop).data ?? []);
  return {
    name: key,
    title: name ?? null,
    description: description ?? '',
    input_schema: toInputSchema(props),
    output_schema: null,
    annotations: toAnnotations(annotations ?? {}),
    version: version ?? null,
  };
}
