import type { AppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';

/** What is our fault is an error, that a service does not answer a warning; what a caller did wrong is no news. */
export function logFailure({ status, code, message, cause }: AppError, requestId: string): void {
  if (status < 500) return;
  log()[code === 'provider_unavailable' ? 'warn' : 'error']({ request_id: requestId, code, cause }, message);
}
