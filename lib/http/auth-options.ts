import type { Account, NextAuthOptions, Profile, User } from 'next-auth';
import { endSession } from '@/lib/domain/identity/ended-sessions';
import { findIdentityUser, LINKED_OTHERWISE } from '@/lib/domain/identity/identities';
import { findSignedIn, startSession } from '@/lib/domain/identity/people';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { authCookies } from './auth-cookies';
import { asCode, authProviders, toIdentity } from './auth-providers';
import { recordSignIn } from './record-sign-in';
import { readClaims, SESSION_LIFE_S, toClaims } from './session-cookie';

/** What next-auth does here: check who somebody is, and keep that in an encrypted cookie. Rights are ours to decide. */
export function authOptions(offered?: { offersDemo: boolean }): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_LIFE_S },
    cookies: authCookies(),
    // Without a page of ours next-auth draws its own, without words of ours or a policy.
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/', verifyRequest: '/sign-in' },
    providers: authProviders(offered),
    logger,
    events: {
      /** The cookie is taken from this browser by next-auth; its copies end with the session itself. */
      async signOut({ token }) {
        const session = readClaims(token);
        if (session) await endSession(session.sessionId);
      },
    },
    callbacks: {
      /** Where signing in and out lead on to: a page of ours. next-auth's own check fails on what is no address. */
      redirect: ({ url, baseUrl }) => {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
        return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
      },

      /** Somebody who proved who they are but is a member nowhere gets no session. */
      async signIn({ user, account, profile }) {
        const userId = await userIdOf(user.id, account, profile).catch(asCode);
        if (userId === LINKED_OTHERWISE) return '/sign-in?error=linked_otherwise';
        return userId !== null && (await startSession(userId, provenUnder(user)).catch(asCode)) !== null;
      },

      /** With a user: a new session. Without: a look at one, which renews it only while it is still good. */
      async jwt({ token, user, account, profile }) {
        if (!user) {
          const session = readClaims(token);
          if (!session || !(await findSignedIn(session))) throw new Error('The session has ended.');
          return toClaims(session);
        }
        const userId = await userIdOf(user.id, account, profile);
        const started =
          userId !== null && userId !== LINKED_OTHERWISE && (await startSession(userId, provenUnder(user)));
        if (!started) throw new Error('Nobody to start a session for.');
        await recordSignIn(started.person, account?.provider ?? 'unknown');
        return toClaims(started);
      },
    },
  };
}

/** Set by a password: see `checkPassword`. An issuer proves who somebody is without what is kept here. */
function provenUnder(user: User): number | undefined {
  return 'provenUnder' in user && typeof user.provenUnder === 'number' ? user.provenUnder : undefined;
}

/** An issuer's own id for somebody is not ours. */
async function userIdOf(id: string, account: Account | null, profile: Profile | undefined) {
  if (account?.type !== 'oauth') return id;
  const identity = toIdentity(profile);
  const found = identity && (await findIdentityUser(identity));
  return found === LINKED_OTHERWISE ? found : (found?.id ?? null);
}

/** next-auth would print to the console, whole requests included. What it logs on a session that ended is no error. */
const logger: NextAuthOptions['logger'] = {
  error: (code, detail) =>
    log()[code === 'JWT_SESSION_ERROR' ? 'debug' : 'error'](
      { code, cause: 'error' in detail ? detail.error : detail },
      'signing in failed on our side',
    ),
  warn: (code) => log().debug({ code }, 'next-auth has something to say'),
  debug: () => {},
};
