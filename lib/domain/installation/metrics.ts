import { AppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { metrics, readMetrics } from '@/lib/platform/metrics';
import { sameSecret } from '@/lib/platform/seal/token';

/** Open where METRICS_TOKEN is not set: the numbers name services and error codes, never people. */
export async function getMetrics(authorization: string | null): Promise<{ text: string; contentType: string }> {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN && !sameSecret(authorization ?? '', `Bearer ${METRICS_TOKEN}`)) {
    throw new AppError('unauthenticated', 'Metrics need the token that METRICS_TOKEN holds.');
  }
  return { text: await readMetrics(), contentType: metrics().contentType };
}
