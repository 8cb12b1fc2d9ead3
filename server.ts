import cluster from 'node:cluster';
import { env } from '@/lib/platform/env';
import { explainAndExit } from '@/server/explain';
import { runPrimary } from '@/server/primary';
import { serve } from '@/server/serve';

// The server: the API and MCP are answered here, pages by the web beside it. One, or WORKERS of them on one port.
try {
  const settings = env();
  if (cluster.isPrimary && settings.WORKERS > 1) runPrimary(settings.WORKERS);
  else await serve(settings);
} catch (error) {
  explainAndExit(error);
}
