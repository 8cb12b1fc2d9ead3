import * as z from 'zod';
import { AppSlug, ProviderId } from './app';
import { Demo } from './demo';
import { JsonObject } from './json';
import { Syncing } from './syncing';
import { ToolAnnotations } from './tool';

/** A tool as it is listed to whoever may call it. */
export const GatewayTool = z
  .object({
    name: z.string(),
    title: z.string().nullable(),
    description: z.string(),
    provider: ProviderId,
    /** What its provider calls it; the profile's pages know it by this name. */
    provider_tool: z.string(),
    app: z.string(),
    profile_id: z.string(),
    profile_name: z.string(),
    /** The short form: each argument and its type. */
    parameters: z.record(z.string(), z.string()),
    input_schema: JsonObject,
    output_schema: JsonObject.nullable(),
    annotations: ToolAnnotations,
    demo: Demo,
  })
  .meta({ id: 'GatewayTool' });
export type GatewayTool = z.infer<typeof GatewayTool>;

export const GatewayToolList = z
  .object({ tools: z.array(GatewayTool), syncing: Syncing })
  .meta({ id: 'GatewayToolList' });
export type GatewayToolList = z.infer<typeof GatewayToolList>;

export const GatewayToolQuery = z.object({
  agent: z.string().min(1).max(100).optional(),
  app: AppSlug.optional(),
  q: z.string().trim().max(200).optional(),
});
export type GatewayToolQuery = z.infer<typeof GatewayToolQuery>;

export const ServiceState = z.object({
  provider: ProviderId,
  app: z.string(),
  status: z.enum(['ok', 'failing']),
  breaker: z.enum(['closed', 'open', 'half_open']),
  latency_ms: z.number().nullable(),
  last_success_at: z.iso.datetime().nullable(),
  last_failure_at: z.iso.datetime().nullable(),
});

/** Without credentials only that it is alive. */
export const ToolHealth = z
  .object({ status: z.enum(['ok', 'degraded']), services: z.array(ServiceState).optional() })
  .meta({ id: 'ToolHealth' });
export type ToolHealth = z.infer<typeof ToolHealth>;
