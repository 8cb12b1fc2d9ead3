import type { RouteHandler } from '@/lib/http/spec';
import { findRoute } from './find-route';

type Asked = { method?: string | undefined; url?: string | undefined };

/** Whether the contract of this address promises `success: false` beside the error, also of what reaches no endpoint. */
export function carriesSuccess({ method, url = '/' }: Asked): boolean {
  const found = findRoute(method, url.replace(/[?#].*$/s, ''));
  if (!found || !('handler' in found)) return false;
  return (found.handler as Partial<RouteHandler>).spec?.carriesSuccess === true;
}
