import * as z from 'zod';
import { AppSlug, AppSlugText, ProviderId } from './app';
import { Demo } from './demo';
import { Syncing } from './syncing';
import { time } from './time';
import { InputSchema, OutputSchema, ToolAnnotations, ToolDescription, ToolName, ToolTitle } from './tool';

/** A tool as it is listed to whoever may call it. */
export const GatewayTool = z
  .object({
    name: z.string().meta({ description: 'The tool, as it is called here.', examples: ['gmail_send_email'] }),
    title: ToolTitle,
    description: ToolDescription,
    provider: ProviderId,
    provider_tool: ToolName,
    app: AppSlugText,
    profile_id: z
      .string()
      .meta({ description: 'The profile it runs as.', examples: ['5f0c2d1e-8a4b-4c7d-9e2f-1a2b3c4d5e6f'] }),
    profile_name: z.string().meta({ description: 'The name of that profile.', examples: ['Work Gmail'] }),
    parameters: z.record(z.string(), z.string()).meta({
      description: 'The short form: each argument and its type.',
      examples: [{ to: 'string', subject: 'string' }],
    }),
    input_schema: InputSchema,
    output_schema: OutputSchema,
    annotations: ToolAnnotations,
    demo: Demo,
  })
  .meta({ id: 'GatewayTool' });
export type GatewayTool = z.infer<typeof GatewayTool>;

export const GatewayToolList = z
  .object({ tools: z.array(GatewayTool).describe('Every tool that may be called, by name.'), syncing: Syncing })
  .meta({ id: 'GatewayToolList' });
export type GatewayToolList = z.infer<typeof GatewayToolList>;

export const GatewayToolQuery = z.object({
  agent: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({
      description: 'Only what this agent was granted. Leave it out: agents cannot be made yet.',
      examples: ['support'],
    }),
  app: AppSlug.optional(),
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Text in the name or description.', examples: ['email'] }),
});
export type GatewayToolQuery = z.infer<typeof GatewayToolQuery>;

export const ServiceState = z.object({
  provider: ProviderId,
  app: AppSlugText,
  status: z
    .enum(['ok', 'failing'])
    .describe(
      '`failing` while calls to it are held back, or its provider refuses the credentials of this installation.',
    ),
  breaker: z
    .enum(['closed', 'open', 'half_open'])
    .describe('`open` while calls are held back, `half_open` while one finds out whether it is back.'),
  latency_ms: z
    .number()
    .nullable()
    .meta({ description: 'How long its calls take, smoothed.', examples: [210] }),
  last_success_at: time('When a call last went through.').nullable(),
  last_failure_at: time('When a call last failed.')
    .nullable()
    .meta({ examples: [null] }),
});

export const ToolHealth = z
  .object({
    status: z.enum(['ok', 'degraded']).describe('`degraded` while calls to a service are held back.'),
    services: z
      .array(ServiceState)
      .optional()
      .describe('Every service that was called since the start; only for callers with credentials.'),
  })
  .meta({ id: 'ToolHealth' });
export type ToolHealth = z.infer<typeof ToolHealth>;
