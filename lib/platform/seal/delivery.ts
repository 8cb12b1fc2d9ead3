import { createHmac } from 'node:crypto';
import { sameSecret } from './token';

export type Delivery = { headers: Headers; text: string };

/** Older than this is somebody's recording of it. */
const TOLERANCE_S = 300;

/**
 * Whether a webhook was signed with this secret and sent just now, in the common form: `webhook-signature` holds one or
 * more `v1,<base64>` of the HMAC over id, time and the body as it came, byte for byte.
 */
export function isDeliverySigned({ headers, text }: Delivery, secret: string, now = Date.now()): boolean {
  const id = headers.get('webhook-id') ?? '';
  const timestamp = headers.get('webhook-timestamp') ?? '';
  const ageS = Math.abs(now / 1000 - Number(timestamp));
  if (!id || !/^\d+$/.test(timestamp) || ageS > TOLERANCE_S) return false;
  const wanted = createHmac('sha256', secret).update(`${id}.${timestamp}.${text}`).digest('base64');
  const signatures = (headers.get('webhook-signature') ?? '').split(' ').slice(0, 10);
  return signatures.some((signature) => sameSecret(signature, `v1,${wanted}`));
}
