import * as z from 'zod';
import { JsonObject } from './json';

/** What a tool says of itself. Absent means unknown, which is treated as the unsafe answer. */
export const ToolAnnotations = z.object({
  read_only: z.boolean().optional(),
  destructive: z.boolean().optional(),
  idempotent: z.boolean().optional(),
  open_world: z.boolean().optional(),
});
export type ToolAnnotations = z.infer<typeof ToolAnnotations>;

/** A tool as a provider defines it. The schemas are JSON Schema and pass through untouched. */
export const ToolDefinition = z.object({
  name: z.string(),
  title: z.string().nullable(),
  description: z.string(),
  input_schema: JsonObject,
  output_schema: JsonObject.nullable(),
  annotations: ToolAnnotations,
  version: z.string().nullable(),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;
