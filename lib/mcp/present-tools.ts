import type { Tool } from '@modelcontextprotocol/server';
import type { Offer, Toolbox } from '@/lib/calls/toolbox';
import { isSandboxed } from '@/lib/domain/providers/open-provider';

const kept = new WeakMap<Toolbox, Tool[]>();

/** The tools as MCP has them, in their fixed order, made once for as long as the toolbox is current. */
export function toMcpTools(toolbox: Toolbox): Tool[] {
  const known = kept.get(toolbox);
  if (known) return known;
  const tools = toolbox.offered.map(toMcpTool);
  kept.set(toolbox, tools);
  return tools;
}

/** Schemas and hints pass through as the provider wrote them; what was not said stays unsaid. */
export function toMcpTool({ name, profile, definition }: Offer): Tool {
  const { title, description, input_schema, output_schema, annotations } = definition;
  const { read_only, destructive, idempotent, open_world } = annotations;
  const hints = {
    ...(title !== null && { title }),
    ...(read_only !== undefined && { readOnlyHint: read_only }),
    ...(destructive !== undefined && { destructiveHint: destructive }),
    ...(idempotent !== undefined && { idempotentHint: idempotent }),
    ...(open_world !== undefined && { openWorldHint: open_world }),
  };
  return {
    name,
    ...(title !== null && { title }),
    description,
    inputSchema: input_schema as Tool['inputSchema'],
    ...(output_schema?.type === 'object' && { outputSchema: output_schema as Tool['outputSchema'] }),
    ...(Object.keys(hints).length > 0 && { annotations: hints }),
    ...(isSandboxed(profile.provider) && { _meta: { demo: true } }),
  };
}
