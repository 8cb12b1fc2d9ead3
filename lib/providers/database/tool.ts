import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import type { ToolAnnotations, ToolDefinition } from '@/lib/contracts/tool';
import { AppError, parseInput } from '@/lib/errors';
import type { ToolOutcome } from '../provider';
import { checkInputShape } from './input-shape';
import type { DatabaseCall } from './kind';

/** A tool is data plus one function; the JSON Schema of its input and the check of it are the same thing. */
export type Tool = {
  definition: ToolDefinition;
  run(input: JsonObject, signal: AbortSignal): Promise<ToolOutcome>;
};

export const READS: ToolAnnotations = { read_only: true, destructive: false, idempotent: true, open_world: false };
export const WRITES: ToolAnnotations = { read_only: false, destructive: true, idempotent: false, open_world: false };

export function defineTool<Input>(tool: {
  name: string;
  title: string;
  description: string;
  input: z.ZodType<Input>;
  annotations: ToolAnnotations;
  run(input: Input, signal: AbortSignal): Promise<ToolOutcome>;
}): Tool {
  const { name, title, description, annotations } = tool;
  const input_schema = z.toJSONSchema(tool.input, { io: 'input' }) as JsonObject;
  return {
    definition: { name, title, description, input_schema, output_schema: null, annotations, version: null },
    async run(input, signal) {
      checkInputShape(input);
      return tool.run(parseInput(tool.input, input), signal);
    },
  };
}

export async function callTool(tools: Tool[], { tool: name, input, signal }: DatabaseCall): Promise<ToolOutcome> {
  const tool = tools.find(({ definition }) => definition.name === name);
  if (!tool) throw new AppError('not_found', `This database has no tool named "${name}".`);
  return tool.run(input, signal);
}
