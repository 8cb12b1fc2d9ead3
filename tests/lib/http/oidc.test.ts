import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import NextAuth from 'next-auth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptInvite, createInvite } from '@/lib/domain/identity/invites/invites';
import { removeMember } from '@/lib/domain/identity/memberships';
import { authOptions } from '@/lib/http/auth-options';
import { readSessionCookie } from '@/lib/http/session-cookie';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';
import { PersonAtIssuer } from '@/tests/support/oidc/person-at-issuer';
import { CLIENT, type IssuerPerson, startIssuer } from '@/tests/support/oidc/start-issuer';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();

const PEOPLE = {
  ada: { email: 'ada@example.com', email_verified: true, name: 'Ada' },
  successor: { email: 'ada@example.com', email_verified: true, name: 'Another Ada' },
  unverified: { email: 'grace@example.com', email_verified: false, name: 'Not Grace' },
  silent: { email: 'grace@example.com', name: 'Says nothing of it' },
  nameless: { name: 'Without an address' },
  stranger: { email: 'stranger@example.com', email_verified: true, name: 'Nobody here' },
} satisfies Record<string, IssuerPerson>;

/** next-auth with our options, as the route hands requests to it, behind a server of its own. */
const server = createServer((request, response) => void serve(request, response));
let product: string;
let issuer: Awaited<ReturnType<typeof startIssuer>>;
let workspace: TestWorkspace;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', product);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const cookies = (request.headers.cookie ?? '').split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return [name, decodeURIComponent(value)];
  });
  const asked = Object.assign(request, {
    query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split('/').slice(3) },
    cookies: Object.fromEntries(cookies),
    body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
  });
  const answer = Object.assign(response, {
    status: (code: number) => Object.assign(answer, { statusCode: code }),
    json: (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value)),
    send: (body: unknown) => response.end(typeof body === 'object' ? JSON.stringify(body) : body),
  });
  await NextAuth(asked as never, answer as never, authOptions());
}

function use(issuerUrl: string): void {
  Object.assign(process.env, {
    ...{ APP_URL: product, NEXTAUTH_URL: product, OIDC_ISSUER: issuerUrl },
    ...{ OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
  });
  forget('env');
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  product = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = await startIssuer({ redirectUri: `${product}/api/auth/callback/oidc`, people: PEOPLE });
});
beforeEach(async () => {
  use(issuer.url);
  await database.empty();
  workspace = await makeWorkspace();
});
afterAll(async () => {
  await issuer.stop();
  await new Promise((resolve) => server.close(resolve));
});

const invite = (email: string) => createInvite(workspace.owner.principal, { role: 'member', email });
const members = () =>
  database.query<{ email: string; role: string }>(
    `select u.email, m.role from memberships m join users u on u.id = m.user_id where u.email like '%@example.com'
     and u.name not like 'The %' order by 1`,
  );

/** Who the browser is signed in as after coming back, if anybody. */
async function comeBack(person: PersonAtIssuer, address: string) {
  let answer = await person.go(address);
  const refusal = answer.headers.get('location');
  if (refusal?.includes('/api/auth/error')) answer = await person.go(refusal);
  const value = person.cookie(product, 'patchbay-session');
  const session = value ? await readSessionCookie(`patchbay-session=${value}`) : null;
  return { to: answer.headers.get('location') ?? '', userId: session?.userId ?? null };
}

async function signIn(login: keyof typeof PEOPLE, person = new PersonAtIssuer()) {
  return comeBack(person, await person.agree(await person.begin(product), login));
}

describe('signing in through an OpenID issuer', () => {
  test('the first time joins whom an invite waits for, and from then on is the same person', async () => {
    await invite('ada@example.com');
    const first = await signIn('ada');
    expect(first).toEqual({ to: `${product}/`, userId: expect.any(String) });
    expect(await members()).toEqual([{ email: 'ada@example.com', role: 'member' }]);
    expect(await signIn('ada')).toEqual(first);
    expect(await database.query('select issuer, subject from user_identities')).toEqual([
      { issuer: issuer.url, subject: 'ada' },
    ]);
  });

  test('is the member with that verified address, who keeps what they had', async () => {
    await database.query(`update users set email = 'ada@example.com' where id = $1`, [workspace.member.userId]);
    expect((await signIn('ada')).userId).toBe(workspace.member.userId);
  });

  test('is not somebody who claimed that address through an invite that anybody could open', async () => {
    const { url } = await createInvite(workspace.owner.principal, { role: 'member' });
    const newUser = { email: 'ada@example.com', name: 'Mallory', passwordHash: null };
    const { member } = await acceptInvite(url.split('/').at(-1) ?? '', { newUser });
    const { userId } = await signIn('ada');
    expect(userId).toBeNull();
    expect(await database.query('select 1 from user_identities where user_id = $1', [member.user_id])).toEqual([]);
  });

  test.each(['unverified', 'silent', 'nameless'] as const)(
    'with an address that the issuer has not verified opens nothing, also where it is somebody’s here: %s',
    async (login) => {
      await database.query(`update users set email = 'grace@example.com' where id = $1`, [workspace.member.userId]);
      const { to, userId } = await signIn(login);
      expect(userId).toBeNull();
      expect(to).toContain('/sign-in?error=AccessDenied');
      expect(await database.query('select 1 from user_identities')).toEqual([]);
    },
  );

  test('is not the member with that address when somebody else at the issuer is: it may have been given anew', async () => {
    await database.query(`update users set email = 'ada@example.com' where id = $1`, [workspace.member.userId]);
    await signIn('ada');
    const { to, userId } = await signIn('successor');
    expect(userId).toBeNull();
    expect(to).toContain('/sign-in?error=linked_otherwise');
  });

  test('brings back who was removed and is invited again, who has no password to accept with', async () => {
    await invite('ada@example.com');
    const { userId } = await signIn('ada');
    await removeMember(workspace.owner.principal, userId ?? '');
    expect((await signIn('ada')).userId).toBeNull();
    await invite('ada@example.com');
    expect((await signIn('ada')).userId).toBe(userId);
  });

  test('somebody nobody invited is not let in, and leaves nothing behind', async () => {
    const { to, userId } = await signIn('stranger');
    expect(userId).toBeNull();
    expect(to).toContain('/sign-in?error=AccessDenied');
    expect(await database.query(`select 1 from users where email = 'stranger@example.com'`)).toEqual([]);
  });

  test('works with an issuer that tells the address in the ID token alone', async () => {
    const other = await startIssuer({
      ...{ redirectUri: `${product}/api/auth/callback/oidc`, people: PEOPLE, claimsInIdToken: true },
    });
    use(other.url);
    await invite('ada@example.com');
    expect((await signIn('ada')).userId).not.toBeNull();
    await other.stop();
  });
});

describe('what protects it', () => {
  test('the request carries a state, a nonce and a hashed code challenge, each new every time', async () => {
    const [one = '', other = ''] = await Promise.all([
      new PersonAtIssuer().begin(product),
      new PersonAtIssuer().begin(product),
    ]);
    const [a, b] = [new URL(one).searchParams, new URL(other).searchParams];
    expect(a.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(a.get(name)).toMatch(/.{20,}/);
      expect(a.get(name)).not.toBe(b.get(name));
    }
  });

  test('a way back that another browser takes signs nobody in', async () => {
    await invite('ada@example.com');
    const person = new PersonAtIssuer();
    const back = await person.agree(await person.begin(product), 'ada');
    const { to, userId } = await comeBack(new PersonAtIssuer(), back);
    expect(userId).toBeNull();
    expect(to).toContain('error=OAuthCallback');
  });

  test('a way back with another state signs nobody in', async () => {
    await invite('ada@example.com');
    const person = new PersonAtIssuer();
    const back = new URL(await person.agree(await person.begin(product), 'ada'));
    back.searchParams.set('state', 'of-somebody-else');
    expect((await comeBack(person, back.href)).userId).toBeNull();
  });

  test('a way back counts once', async () => {
    await invite('ada@example.com');
    const person = new PersonAtIssuer();
    const back = await person.agree(await person.begin(product), 'ada');
    expect((await comeBack(person, back)).userId).not.toBeNull();
    const again = await person.go(back);
    expect(again.headers.get('location')).toContain('error=OAuthCallback');
  });

  test('a code that was overheard is worth nothing without the secret of the browser that asked', async () => {
    const person = new PersonAtIssuer();
    const code = new URL(await person.agree(await person.begin(product), 'ada')).searchParams.get('code') ?? '';
    const answer = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${CLIENT.id}:${encodeURIComponent(CLIENT.secret)}`)}` },
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', code, redirect_uri: `${product}/api/auth/callback/oidc` },
      }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('an issuer that calls itself otherwise than it was set up is refused', async () => {
    await invite('ada@example.com');
    use(issuer.url.replace('127.0.0.1', 'localhost'));
    const { to, userId } = await signIn('ada');
    expect(userId).toBeNull();
    expect(to).toContain('/sign-in?error=AccessDenied');
    expect(await database.query('select 1 from user_identities')).toEqual([]);
  });
});
