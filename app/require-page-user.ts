import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Session } from '@/lib/contracts/session';
import { getSetupState } from '@/lib/domain/identity/setup';
import { getPageUser } from '@/lib/http/page-user';

/** For pages behind sign-in. A stranger is sent to sign in and comes back; on a first start, to set-up. */
export async function requirePageUser(): Promise<Session> {
  const session = await getPageUser();
  if (session) return session;
  if ((await getSetupState()).needed) redirect('/setup');
  const here = (await headers()).get('x-pathname') ?? '/';
  redirect(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`);
}
