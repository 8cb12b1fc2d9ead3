import { env } from '@/lib/platform/env';
import { once } from '@/lib/platform/once';
import { type OpenApi, toOpenApi } from './document';

/** Made on first use and kept: it changes with the code alone. */
export async function describeApi(): Promise<OpenApi> {
  // Imported late, because the list holds every route, the one that serves this document included.
  const { routes } = await import('@/lib/generated/routes');
  return once('openapi', () => toOpenApi(routes, env().appUrl));
}
