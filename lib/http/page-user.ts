import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Session } from '@/lib/contracts/session';
import type { Principal } from '@/lib/domain/identity/principal';
import { getSession } from '@/lib/domain/identity/sessions';
import { findPagePrincipal } from './principal';

/** Who is looking at the page, or null. Asked once per request, however many components want to know. */
export const getPageUser = cache(async (): Promise<Session | null> => {
  const principal = await getPagePrincipal();
  return principal && getSession(principal);
});

export const getPagePrincipal = cache(
  async (): Promise<Principal | null> => findPagePrincipal((await cookies()).toString()),
);
