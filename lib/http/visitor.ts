import type { Visitor } from '@/lib/domain/connect/connect-attempts';
import { readBrowser } from './browser-cookie';
import { findPrincipal } from './principal';

/** Who looks at a connect page: their browser, and the person signed in there. */
export async function readVisitor(request: Request): Promise<Visitor> {
  const principal = await findPrincipal(request);
  return { browser: readBrowser(request), userId: principal?.userId ?? null };
}
