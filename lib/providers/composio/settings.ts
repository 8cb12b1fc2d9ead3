import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import type { ProviderEnvironment } from '../provider';

export const ComposioSettings = z.object({
  apiKey: z.string().min(1),
  baseUrl: z.url(),
  /** Auth configs that the operator named, by app. */
  authConfigs: z.record(z.string(), z.string()),
});
export type ComposioSettings = z.infer<typeof ComposioSettings>;

export function settingsFrom(environment: ProviderEnvironment): JsonObject | null {
  const settings = ComposioSettings.safeParse({
    apiKey: environment.COMPOSIO_API_KEY,
    baseUrl: environment.COMPOSIO_BASE_URL,
    authConfigs: environment.composioAuthConfigs ?? {},
  });
  return settings.success ? settings.data : null;
}

export function sandboxSettings(url: string): JsonObject {
  return { apiKey: 'ak_sandbox', baseUrl: `${url}/composio`, authConfigs: {} } satisfies ComposioSettings;
}

/** `COMPOSIO_AUTH_CONFIG_GOOGLE_CALENDAR` means the toolkit `googlecalendar`. */
export function namedAuthConfig({ authConfigs }: ComposioSettings, toolkit: string): string | null {
  const wanted = plain(toolkit);
  return Object.entries(authConfigs).find(([app]) => plain(app) === wanted)?.[1] ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
