import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findIdentityUser, LINKED_OTHERWISE } from '@/lib/domain/identity/identities';
import { createInvite } from '@/lib/domain/identity/invites/invites';
import { removeMember } from '@/lib/domain/identity/memberships';
import { checkPassword, PER_ACCOUNT, PER_ADDRESS, PER_PAIR } from '@/lib/domain/identity/sign-in';
import { hashPassword } from '@/lib/platform/seal/password';
import { fingerprint, randomSlug } from '@/lib/platform/seal/token';
import { useDatabase } from '@/tests/support/database';
import { makePerson, makeWorkspace, type TestPerson, type TestWorkspace } from '@/tests/support/people';

/** Every attempt is a tenth of a second of one core, by design, and more on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const database = useDatabase();
const RIGHT = 'correct horse battery staple';
let workspace: TestWorkspace;
let hash: string;

beforeAll(async () => {
  workspace = await makeWorkspace();
  hash = await hashPassword(RIGHT);
});

const somebody = () => makePerson(workspace.id, 'member', hash);
const attempt = (email: string, password: string, address = randomSlug(8)) =>
  checkPassword({ email, password, address });

const spend = (key: string, points: number) =>
  database.query(
    `insert into rate_limits (key, points, expire) values ($1, $2, $3)
     on conflict (key) do update set points = excluded.points, expire = excluded.expire`,
    [key, points, Date.now() + 60_000],
  );

describe('e-mail and password', () => {
  test('the right password is the person, in whatever case the address is typed', async () => {
    const person = await somebody();
    expect(await attempt(` ${person.email.toUpperCase()}`, RIGHT)).toMatchObject({ id: person.userId });
  });

  test('a wrong password, an unknown address and an account without a password get the same answer', async () => {
    expect(await attempt((await somebody()).email, 'wrong')).toBeNull();
    expect(await attempt('nobody@example.com', RIGHT)).toBeNull();
    expect(await attempt('not an address', RIGHT)).toBeNull();
    expect(await attempt(workspace.member.email, '')).toBeNull();
  });

  test('an unknown address takes as long to refuse as a wrong password', async () => {
    const time = async (email: string) => {
      const startedAt = performance.now();
      await attempt(email, 'wrong');
      return performance.now() - startedAt;
    };
    const person = await somebody();
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      known.push(await time(person.email));
      unknown.push(await time(`nobody-${round}@example.com`));
    }
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
    expect(median(unknown) / median(known)).toBeLessThan(2);
  });

  test('after ten failures from one address it is closed there, even to the right one, and nowhere else', async () => {
    const person = await somebody();
    for (let failure = 0; failure < PER_PAIR.points; failure += 1) {
      expect(await attempt(person.email, 'wrong', '203.0.113.1')).toBeNull();
    }
    await expect(attempt(person.email, RIGHT, '203.0.113.1')).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await attempt(person.email, RIGHT, '203.0.113.2')).toMatchObject({ id: person.userId });
  });

  test('guesses from many addresses close the account to strangers, and not to where its owner signed in', async () => {
    const person = await somebody();
    expect(await attempt(person.email, RIGHT, '203.0.113.3')).toMatchObject({ id: person.userId });
    await spend(`${PER_ACCOUNT.name}:${fingerprint(person.email)}`, PER_ACCOUNT.points + 1);
    await expect(attempt(person.email, 'wrong')).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await attempt(person.email, 'wrong', '203.0.113.3')).toBeNull();
    expect(await attempt(person.email, RIGHT, '203.0.113.3')).toMatchObject({ id: person.userId });
  });

  test('somebody unknown is locked out just the same, so a lockout tells nothing', async () => {
    const email = `nobody-${randomSlug(6)}@example.com`;
    for (let failure = 0; failure < PER_PAIR.points; failure += 1) await attempt(email, 'wrong', '203.0.113.4');
    await expect(attempt(email, 'wrong', '203.0.113.4')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test('a success forgives the failures before it', async () => {
    const person = await somebody();
    await spend(`${PER_ACCOUNT.name}:${fingerprint(person.email)}`, PER_ACCOUNT.points - 1);
    expect(await attempt(person.email, RIGHT)).toMatchObject({ id: person.userId });
    expect(await attempt(person.email, 'wrong')).toBeNull();
    expect(await attempt(person.email, RIGHT)).toMatchObject({ id: person.userId });
  });

  test('an address that fails for many accounts is refused for all; others are not', async () => {
    const address = '198.51.100.7';
    await spend(`${PER_ADDRESS.name}:${address}`, PER_ADDRESS.points + 1);
    const person = await somebody();
    await expect(attempt(person.email, RIGHT, address)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await attempt(person.email, RIGHT, '198.51.100.8')).toMatchObject({ id: person.userId });
  });
});

describe('an OpenID issuer', () => {
  const identity = (person: Pick<TestPerson, 'email'>, emailVerified = true) => ({
    issuer: 'https://id.example.com',
    subject: randomSlug(10),
    email: person.email,
    emailVerified,
    name: 'Ada',
  });

  test('is linked to the user with a verified address once, and found by its subject from then on', async () => {
    const person = await somebody();
    const issued = identity(person);
    expect(await findIdentityUser(issued)).toMatchObject({ id: person.userId });
    const renamed = { ...issued, email: 'new-address@example.com', emailVerified: false };
    expect(await findIdentityUser(renamed)).toMatchObject({ id: person.userId });
  });

  test('an address that the issuer has not verified opens nothing', async () => {
    expect(await findIdentityUser(identity(await somebody(), false))).toBeNull();
  });

  test('the same subject at another issuer is somebody else', async () => {
    const issued = identity(await somebody());
    await findIdentityUser(issued);
    const elsewhere = { ...issued, issuer: 'https://other.example.com', email: 'x@example.com' };
    expect(await findIdentityUser(elsewhere)).toBeNull();
  });

  test('somebody who was not invited is not let in; somebody who was becomes a member', async () => {
    const email = `ada-${randomSlug(6)}@example.com`;
    expect(await findIdentityUser(identity({ email }))).toBeNull();
    await createInvite(workspace.owner.principal, { role: 'member', email });
    expect(await findIdentityUser(identity({ email }))).toMatchObject({ id: expect.any(String) });
    expect(await roleOf(email)).toEqual([{ role: 'member' }]);
  });

  test('a second subject with the address of somebody who is linked is not them', async () => {
    const person = await somebody();
    expect(await findIdentityUser(identity(person))).toMatchObject({ id: person.userId });
    expect(await findIdentityUser(identity(person))).toBe(LINKED_OTHERWISE);
  });

  test('of two subjects that come with one address at the same moment, one is linked', async () => {
    const person = await somebody();
    const found = await Promise.all([findIdentityUser(identity(person)), findIdentityUser(identity(person))]);
    expect(found).toContainEqual({ id: person.userId });
    expect(found).toContain(LINKED_OTHERWISE);
  });

  test('somebody who was removed comes back by an invite for their address, linked before or not', async () => {
    const known = await somebody();
    const issued = identity(known);
    await findIdentityUser(issued);
    const unknown = await somebody();
    for (const [person, as] of [[known, issued] as const, [unknown, identity(unknown)] as const]) {
      await removeMember(workspace.owner.principal, person.userId);
      await createInvite(workspace.owner.principal, { role: 'admin', email: person.email });
      expect(await findIdentityUser(as)).toMatchObject({ id: person.userId });
      expect(await roleOf(person.email)).toEqual([{ role: 'admin' }]);
    }
  });
});

const roleOf = (email: string) =>
  database.query('select role from memberships m join users u on u.id = m.user_id where u.email = $1', [email]);

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
