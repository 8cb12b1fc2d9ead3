import { decodeJwt } from 'jose';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { UserinfoEndpointHandler } from 'next-auth/providers/oauth';
import * as z from 'zod';
import { usesSandbox } from '@/lib/domain/identity/demo';
import type { IssuedIdentity } from '@/lib/domain/identity/identities';
import { openDemo } from '@/lib/domain/identity/setup';
import { checkPassword } from '@/lib/domain/identity/sign-in';
import { toAppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { addressOf } from './address';

type Providers = NextAuthOptions['providers'];

/** E-mail and password always; the demo, which refuses once it is closed; OpenID when the operator has set it up. */
export function authProviders({ offersDemo = usesSandbox() } = {}): Providers {
  return [byPassword(), ...(offersDemo ? [asDemo()] : []), ...byIssuer()];
}

const Credentials = z.object({ email: z.string().max(300), password: z.string().max(1000) });

function byPassword() {
  return CredentialsProvider({
    id: 'credentials',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(given, request) {
      const parsed = Credentials.safeParse(given);
      if (!parsed.success) return null;
      const address = addressOf(new Headers(request.headers));
      return checkPassword({ ...parsed.data, address }).catch(asCode);
    },
  });
}

function asDemo() {
  return CredentialsProvider({
    id: 'demo',
    name: 'Demo',
    credentials: {},
    authorize: async () => ({ id: (await openDemo().catch(asCode)).user.id }),
  });
}

/** next-auth puts the message into an address that the browser shows, so it is the code and nothing else. */
export function asCode(caught: unknown): never {
  const { code, cause, message } = toAppError(caught);
  if (code === 'internal') log().error({ cause }, message);
  throw new Error(code);
}

function byIssuer(): Providers {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${withoutSlash(OIDC_ISSUER)}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      userinfo: aboutPerson,
      checks: ['pkce', 'state', 'nonce'],
      profile: (claims: { sub: string }) => ({ id: claims.sub }),
    },
  ];
}

/** By the book the address is told at the userinfo endpoint; many issuers put it into the ID token, some only there. */
const aboutPerson: UserinfoEndpointHandler = {
  async request({ tokens, client }) {
    const claims = decodeJwt(tokens.id_token ?? ''); // next-auth has just checked it
    if (claims.email || !tokens.access_token || !client.issuer.metadata.userinfo_endpoint) return claims;
    const more = await client.userinfo(tokens.access_token);
    if (more.sub !== claims.sub) throw new Error('The userinfo endpoint speaks of somebody else.');
    return { ...more, iss: claims.iss };
  },
};

const Claims = z.object({
  iss: z.string(),
  sub: z.string().refine((sub) => !sub.includes('\0'), 'PostgreSQL holds no U+0000'),
  email: z.string().default(''),
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
  name: z
    .string()
    .transform((name) => name.replaceAll('\0', ''))
    .optional(),
});

/**
 * What the checked ID token says; null when it says too little to be anybody, or comes from an issuer that calls itself
 * otherwise than the one that was set up: who may speak for people here is the operator's word, not the issuer's.
 */
export function toIdentity(profile: unknown): IssuedIdentity | null {
  const claims = Claims.safeParse(profile);
  if (!claims.success || !isOurIssuer(claims.data.iss)) return null;
  const { iss, sub, email, email_verified, name } = claims.data;
  return { issuer: iss, subject: sub, email, emailVerified: email_verified, name: name ?? email };
}

function isOurIssuer(name: string): boolean {
  return withoutSlash(name) === withoutSlash(env().OIDC_ISSUER ?? '');
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
