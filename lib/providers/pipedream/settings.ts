import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import type { ProviderEnvironment } from '../provider';

export const PipedreamSettings = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  projectId: z.string().min(1),
  environment: z.enum(['development', 'production']),
  baseUrl: z.url(),
  mcpUrl: z.url(),
});
export type PipedreamSettings = z.infer<typeof PipedreamSettings>;

export function settingsFrom(environment: ProviderEnvironment): JsonObject | null {
  const settings = PipedreamSettings.safeParse({
    clientId: environment.PIPEDREAM_CLIENT_ID,
    clientSecret: environment.PIPEDREAM_CLIENT_SECRET,
    projectId: environment.PIPEDREAM_PROJECT_ID,
    environment: environment.PIPEDREAM_PROJECT_ENVIRONMENT,
    baseUrl: environment.PIPEDREAM_BASE_URL,
    mcpUrl: environment.PIPEDREAM_MCP_URL,
  });
  return settings.success ? settings.data : null;
}

export function sandboxSettings(url: string): JsonObject {
  return {
    clientId: 'sandbox',
    clientSecret: 'sandbox',
    projectId: 'proj_sandbox',
    environment: 'development',
    baseUrl: `${url}/pipedream`,
    mcpUrl: `${url}/pipedream/mcp`,
  } satisfies PipedreamSettings;
}
