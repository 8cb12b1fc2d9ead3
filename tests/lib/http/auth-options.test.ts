import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isDemoOpen } from '@/lib/domain/identity/demo';
import { removeMember } from '@/lib/domain/identity/memberships';
import { startSession } from '@/lib/domain/identity/people';
import { checkPassword } from '@/lib/domain/identity/sign-in';
import { changePassword } from '@/lib/domain/identity/users';
import { addressOf } from '@/lib/http/address';
import { authOptions } from '@/lib/http/auth-options';
import { toIdentity } from '@/lib/http/auth-providers';
import { withWords } from '@/lib/http/bare-answer';
import { forget } from '@/lib/platform/once';
import { hashPassword } from '@/lib/platform/seal/password';
import { useDatabase } from '@/tests/support/database';
import { makePerson, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const PASSWORD = 'correct horse battery staple';
const database = useDatabase();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
});

afterEach(() => {
  setEnv({ APP_URL: 'http://127.0.0.1:3000', SANDBOX_URL: undefined, DEMO: undefined });
  setEnv({ OIDC_ISSUER: undefined, OIDC_CLIENT_ID: undefined, OIDC_CLIENT_SECRET: undefined });
});

function setEnv(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forget('env');
}

const byPassword = { type: 'credentials', provider: 'credentials', providerAccountId: 'x' } as const;
const start = (id: string) => authOptions().callbacks?.jwt?.({ token: {}, user: { id }, account: byPassword } as never);
const look = (token: object) => authOptions().callbacks?.jwt?.({ token } as never);

describe('signing in leads on', () => {
  const baseUrl = 'http://127.0.0.1:3000';
  const lead = (url: string) => authOptions().callbacks?.redirect?.({ url, baseUrl });

  test('to pages of ours, by path or in full', async () => {
    expect(await lead('/profiles?x=1')).toBe(`${baseUrl}/profiles?x=1`);
    expect(await lead(`${baseUrl}/apps`)).toBe(`${baseUrl}/apps`);
  });

  test('nowhere else, and not into an error when it is no address', async () => {
    const others = ['https://evil.example/', '//evil.example', '/\\evil.example', `${baseUrl}@evil.example/`];
    const broken = [`${baseUrl}.evil.example/`, 'http://[', 'javascript:alert(1)'];
    for (const url of [...others, ...broken]) expect(await lead(url)).toBe(baseUrl);
  });
});

describe('sessions of next-auth', () => {
  test('hold whose they are and since when those are valid, nothing else, and their start is on record', async () => {
    const { userId, email } = workspace.member;
    expect(await start(userId)).toEqual({ sub: userId, session: expect.any(String), valid_from: expect.any(Number) });
    const [event] = await database.query('select actor, detail from audit_events where action = $1', [
      'session.create',
    ]);
    expect(event).toEqual({ actor: { kind: 'user', id: userId, name: email }, detail: { through: 'credentials' } });
  });

  test('are renewed while they are good, and say what they said', async () => {
    const session = { sub: workspace.member.userId, session: randomUUID(), valid_from: Date.now() };
    expect(await look({ ...session, iat: 1 })).toEqual(session);
  });

  test('are neither started nor renewed for somebody who is a member nowhere', async () => {
    const person = await makePerson(workspace.id, 'member');
    const signIn = () =>
      authOptions().callbacks?.signIn?.({ user: { id: person.userId }, account: byPassword } as never);
    expect(await signIn()).toBe(true);
    await removeMember(workspace.owner.principal, person.userId);
    expect(await signIn()).toBe(false);
    await expect(start(person.userId)).rejects.toThrow();
  });

  test('are not started with a password that was changed or signed out of meanwhile', async () => {
    const person = await makePerson(workspace.id, 'member', await hashPassword(PASSWORD));
    const proven = await checkPassword({ email: person.email, password: PASSWORD, address: '192.0.2.1' });
    const signIn = () => authOptions().callbacks?.jwt?.({ token: {}, user: proven, account: byPassword } as never);
    const session = (await signIn()) as Parameters<typeof look>[0];
    expect(await look(session)).toEqual(session);
    await changePassword(person.principal, { current_password: PASSWORD, new_password: `${PASSWORD} again` });
    await expect(signIn()).rejects.toThrow();
    await vi.waitFor(() => expect(look(session)).rejects.toThrow());
  });

  test('started with the former password while it was being changed end with it', async () => {
    const person = await makePerson(workspace.id, 'member', await hashPassword(PASSWORD));
    const changing = changePassword(person.principal, {
      current_password: PASSWORD,
      new_password: 'another one of ten',
    });
    const proven = await checkPassword({ email: person.email, password: PASSWORD, address: '192.0.2.2' });
    const started = await Promise.resolve(
      authOptions().callbacks?.jwt?.({ token: {}, user: proven, account: byPassword } as never),
    ).catch(() => null);
    await changing;
    if (started) await vi.waitFor(() => expect(look(started)).rejects.toThrow());
    expect(await startSession(person.userId)).not.toBeNull();
  });

  test('have cookies that a script cannot read, and on https only this very host can set', () => {
    const plain = Object.values(authOptions().cookies ?? {});
    expect(plain.every(({ options }) => options.httpOnly && options.sameSite === 'lax' && !options.domain)).toBe(true);
    setEnv({ APP_URL: 'https://patchbay.example.com' });
    const secure = Object.values(authOptions().cookies ?? {});
    expect(secure).toHaveLength(6);
    expect(
      secure.every(({ name, options }) => name.startsWith('__Host-') && options.secure && options.path === '/'),
    ).toBe(true);
  });
});

describe('ways in', () => {
  const ways = (offered?: { offersDemo: boolean }) =>
    authOptions(offered).providers.map(({ id, options }) => (options as { id?: string })?.id ?? id);

  test('are the password alone, unless there is a demo or an issuer', () => {
    expect(ways()).toEqual(['credentials']);
    setEnv({ SANDBOX_URL: 'http://127.0.0.1:4599' });
    expect(ways()).toEqual(['credentials', 'demo']);
    setEnv({
      SANDBOX_URL: undefined,
      OIDC_ISSUER: 'https://id.example.com',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'y',
    });
    expect(ways()).toEqual(['credentials', 'oidc']);
  });

  test('of a demo that has closed are not listed', async () => {
    setEnv({ SANDBOX_URL: 'http://127.0.0.1:4599', DEMO: 'true' });
    const listed = async () => ways({ offersDemo: await isDemoOpen() });
    expect(await listed()).toEqual(['credentials', 'demo']);
    setEnv({ DEMO: undefined });
    expect(await listed()).toEqual(['credentials']);
  });

  test('an issuer that does not speak of a verified address has not verified it', () => {
    setEnv({ OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' });
    const claims = { iss: 'https://id.example.com', sub: '7', email: 'ada@example.com' };
    expect(toIdentity(claims)).toMatchObject({ subject: '7', emailVerified: false });
    expect(toIdentity({ ...claims, email_verified: 'yes' })).toMatchObject({ emailVerified: false });
    expect(toIdentity({ ...claims, email_verified: true })).toMatchObject({ emailVerified: true });
    expect(toIdentity({ sub: '7' })).toBeNull();
    expect(toIdentity({ ...claims, iss: 'https://somebody.example.com' })).toBeNull();
  });

  test('an issuer that writes what PostgreSQL cannot hold names nobody, and no address shows an error of ours', async () => {
    setEnv({ OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' });
    const claims = { iss: 'https://id.example.com', sub: 'a\0b', email: 'ada@example.com', email_verified: true };
    const account = { type: 'oauth', provider: 'oidc', providerAccountId: 'a\0b' } as const;
    const signIn = (profile: object) =>
      authOptions().callbacks?.signIn?.({ user: { id: 'x' }, account, profile } as never);
    expect(await signIn(claims)).toBe(false);
    const tooLong = randomBytes(10_000).toString('hex'); // for an index of PostgreSQL
    const known = { ...claims, email: workspace.member.email, sub: tooLong };
    await expect(signIn(known)).rejects.toThrow(/^internal$/);
  });

  test('failures are counted for the address that the nearest proxy saw, not for one the caller made up', () => {
    expect(addressOf(new Headers({ 'x-forwarded-for': '1.2.3.4, 198.51.100.7' }))).toBe('198.51.100.7');
    expect(addressOf(new Headers())).toBe('unknown');
  });
});

describe('a line of plain text that next-auth answers', () => {
  const bare = new Response('Error: This action with HTTP POST is not supported by NextAuth.js', {
    status: 400,
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
  });
  const request = new Request('http://127.0.0.1:3000/', { method: 'POST' });

  test.each([
    ['demo', 'There is no demo here.'],
    ['oidc', 'There is nothing at this address.'],
    [undefined, 'There is nothing at this address.'],
  ])('for %s becomes an error of ours', async (provider, message) => {
    const answer = withWords(bare, request, provider);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'not_found', message } }]);
  });

  test('and nothing else does', () => {
    const refused = Response.json({ url: '/sign-in' }, { status: 401 });
    expect(withWords(refused, request, 'demo')).toBe(refused);
  });
});
