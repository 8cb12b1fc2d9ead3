import { AppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { metrics, readMetrics } from '@/lib/platform/metrics';
import { sameSecret } from '@/lib/platform/seal/token';
import { say } from '@/lib/sentence';
import { readInstallationMetrics } from './installation-metrics';

/** Open where METRICS_TOKEN is not set: the numbers name services and error codes, never people. */
export async function getMetrics(authorization: string | null): Promise<{ text: string; contentType: string }> {
  const { METRICS_TOKEN } = env();
  const [, token = ''] = /^bearer +(.*)$/i.exec(authorization ?? '') ?? [];
  if (METRICS_TOKEN && !sameSecret(token, METRICS_TOKEN)) {
    throw new AppError('unauthenticated', say('access.metricsToken'));
  }
  const [ofProcesses, ofInstallation] = await Promise.all([readMetrics(), readInstallationMetrics()]);
  return { text: `${ofProcesses}\n${ofInstallation}`, contentType: metrics().contentType };
}
