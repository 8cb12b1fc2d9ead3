import { LOCALE_COOKIE, THEME_COOKIE } from '@/i18n/config';
import { api } from '@/lib/api-client';
import { Session } from '@/lib/contracts/session';
import { writePreference } from '@/lib/preference-cookie';
import { type SignInFailure, toSignInFailure } from './sign-in-failure';

// Not needed to draw the form, and as large as all the rest of the page.
const loadNextAuth = () => import('next-auth/react');

type Way = { provider: 'credentials'; email: string; password: string } | { provider: 'demo' };

/** Null when it worked; then this browser has the person's own language and theme. */
export async function signInWith({ provider, ...credentials }: Way): Promise<SignInFailure | null> {
  const result = await loadNextAuth()
    // Without an address of its own it answers with that of this page, and takes an `error` in there for its own.
    .then(({ signIn }) => signIn(provider, { ...credentials, redirect: false, callbackUrl: '/' }))
    .catch(() => undefined);
  if (!result) return 'failed';
  if (result.error) return toSignInFailure(result.error);
  const { user } = await api(Session, '/api/session');
  writePreference(LOCALE_COOKIE, user.locale);
  writePreference(THEME_COOKIE, user.theme);
  return null;
}

/** Leaves for the issuer's page and comes back signed in. False when it could not leave. */
export async function signInWithIssuer(next: string): Promise<boolean> {
  return loadNextAuth()
    .then(({ signIn }) => signIn('oidc', { callbackUrl: next }))
    .then(
      () => true,
      () => false,
    );
}

/** Into the product with the account that was just made; by hand where signing in does not work at once. */
export async function enterWith({ email, password }: { email: string; password: string }): Promise<void> {
  const failed = await signInWith({ provider: 'credentials', email, password });
  window.location.assign(failed ? '/sign-in' : '/');
}
