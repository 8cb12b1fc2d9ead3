import * as z from 'zod';
import { JsonObject } from './json';

const INPUT = {
  type: 'object',
  properties: { to: { type: 'string', description: 'The address to send to.' }, subject: { type: 'string' } },
  required: ['to'],
};
const OUTPUT = { type: 'object', properties: { id: { type: 'string' } } };

export const ToolName = z
  .string()
  .meta({ description: 'The tool, as its provider calls it.', examples: ['gmail-send-email'] });
export const ToolTitle = z
  .string()
  .nullable()
  .meta({ description: 'A name for people.', examples: ['Send email'] });
export const ToolDescription = z.string().meta({
  description: 'What the tool does, as agents read it.',
  examples: ['Send an email from the user’s account.'],
});
export const InputSchema = JsonObject.meta({ description: 'JSON Schema of the arguments.', examples: [INPUT] });
export const OutputSchema = JsonObject.nullable().meta({
  description: 'JSON Schema of the result; null when the app does not say.',
  examples: [OUTPUT],
});

/** What a tool says of itself. Absent means unknown, which is treated as the unsafe answer. */
export const ToolAnnotations = z
  .object({
    read_only: z.boolean().optional().describe('It changes nothing.'),
    destructive: z.boolean().optional().describe('It may delete or overwrite something.'),
    idempotent: z.boolean().optional().describe('Running it again changes nothing more.'),
    open_world: z.boolean().optional().describe('It reaches people or systems beyond the app.'),
  })
  .meta({
    description: 'What the tool says of itself. What is absent is unknown, and treated as the unsafe answer.',
    examples: [{ read_only: false, destructive: false, idempotent: false, open_world: true }],
  });
export type ToolAnnotations = z.infer<typeof ToolAnnotations>;

/** A tool as a provider defines it. The schemas are JSON Schema and pass through untouched. */
export const ToolDefinition = z.object({
  name: ToolName,
  title: ToolTitle,
  description: ToolDescription,
  input_schema: InputSchema,
  output_schema: OutputSchema,
  annotations: ToolAnnotations,
  version: z
    .string()
    .nullable()
    .meta({ description: 'The version of the tool, where the provider says it.', examples: ['0.1.4'] }),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;
