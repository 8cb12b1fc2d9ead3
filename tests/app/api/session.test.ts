import { beforeAll, describe, expect, test } from 'vitest';
import { POST as password } from '@/app/api/session/password/route';
import { GET, PATCH } from '@/app/api/session/route';
import { POST as signOutEverywhere } from '@/app/api/session/sign-out-everywhere/route';
import { GET as token } from '@/app/api/session/token/route';
import { hashPassword } from '@/lib/platform/seal/password';
import { ask, type Caller } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import { cookieOf, makePerson, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

useDatabase();
const OLD = 'the password they had';
const NEW = 'the password they want';
let workspace: TestWorkspace;
let hash: string;

beforeAll(async () => {
  workspace = await makeWorkspace('Ada & Co.');
  hash = await hashPassword(OLD);
});

/** The feed of changes takes a moment; a request after it must see the change. */
const later = () => new Promise((resolve) => setTimeout(resolve, 100));
const isSignedIn = async (as: Caller) => (await ask(GET, { as })).status === 200;

describe('the session', () => {
  test('says who is signed in, where, and as what', async () => {
    const { member } = workspace;
    expect(await (await ask(GET, { as: member })).json()).toEqual({
      user: {
        id: member.userId,
        email: member.email,
        name: 'The member',
        locale: 'en',
        theme: 'system',
        is_demo: false,
      },
      workspace: { id: workspace.id, name: 'Ada & Co.', slug: expect.stringMatching(/^ada-co-/) },
      role: 'member',
      account_id: member.accountId,
      account_external_id: expect.stringMatching(/^usr_/),
      demo: false,
    });
  });

  test('keeps a change of language, and errors follow it whatever the browser asks for', async () => {
    const as = await makePerson(workspace.id, 'member');
    const changed = await ask(PATCH, { as, method: 'PATCH', body: { locale: 'es', theme: 'dark' } });
    expect((await changed.json()).user).toMatchObject({ locale: 'es', theme: 'dark' });
    await later();
    const refused = await ask(PATCH, { as, method: 'PATCH', body: { name: '' }, headers: { 'accept-language': 'en' } });
    expect((await refused.json()).error).toMatchObject({
      message: 'Revisa los campos señalados.',
      fields: { name: 'Es obligatorio.' },
    });
  });
});

describe('a new password', () => {
  test('signs out every other browser and token, and keeps this one', async () => {
    const person = await makePerson(workspace.id, 'member', hash);
    const other = { cookie: await cookieOf(person.userId) };
    const script = { token: (await (await ask(token, { as: person })).json()).token as string };
    expect(await Promise.all([person, other, script].map(isSignedIn))).toEqual([true, true, true]);
    await later();

    const changed = await ask(password, { as: person, body: { current_password: OLD, new_password: NEW } });
    expect(changed.status).toBe(204);
    const here = { cookie: changed.headers.get('set-cookie')?.split(';')[0] ?? '' };
    await later();
    expect(await Promise.all([here, person, other, script].map(isSignedIn))).toEqual([true, false, false, false]);
  });

  test('needs the one they have', async () => {
    const as = await makePerson(workspace.id, 'member', hash);
    const refused = await ask(password, { as, body: { current_password: 'a guess', new_password: NEW } });
    expect(refused.status).toBe(422);
    expect(Object.keys((await refused.json()).error.fields)).toEqual(['current_password']);
    expect(await isSignedIn(as)).toBe(true);
  });

  test('cannot be tried out for long by somebody who found a browser open', async () => {
    const as = await makePerson(workspace.id, 'member');
    const body = { current_password: 'a guess', new_password: NEW };
    const statuses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1) statuses.push((await ask(password, { as, body })).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
  });
});

describe('a token', () => {
  test('is made by a browser only: one token cannot make the next and so live for ever', async () => {
    const { member } = workspace;
    const { token: jwt, expires_at } = await (await ask(token, { as: member })).json();
    expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    expect((await ask(token, { as: { token: jwt } })).status).toBe(403);
  });

  test('ends with everything else when its person signs out everywhere', async () => {
    const as = await makePerson(workspace.id, 'member');
    const { token: jwt } = await (await ask(token, { as })).json();
    await later();
    expect((await ask(signOutEverywhere, { as, method: 'POST' })).status).toBe(204);
    await later();
    expect(await Promise.all([as, { token: jwt }].map(isSignedIn))).toEqual([false, false]);
  });
});
