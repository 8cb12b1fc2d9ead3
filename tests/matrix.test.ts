import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { SCOPES, type Scope } from '@/lib/contracts/scope';
import { syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import { createInvite } from '@/lib/domain/identity/invites/invites';
import { revokeKey } from '@/lib/domain/identity/keys';
import { routes } from '@/lib/generated/routes';
import type { Access, RouteHandler } from '@/lib/http/spec';
import { MATRIX, OTHER_DOORS } from './matrix.table';
import { ask, type Caller } from './support/ask';
import { useDatabase } from './support/database';
import { makeKey, makePerson, makeWorkspace, type TestWorkspace } from './support/people';

const database = useDatabase();
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const endpoints = routes.flatMap((route) => {
  const handler = route.handler as unknown as Partial<RouteHandler>;
  return handler.spec ? [{ name: nameOf(route), ...route, access: handler.spec.access }] : [];
});

test('every endpoint is in the table, and nothing else is', () => {
  const named = endpoints.map(({ name }) => name);
  expect(named.sort()).toEqual(Object.keys(MATRIX).sort());
  const others = routes.map(nameOf).filter((name) => !named.includes(name));
  expect(others.sort()).toEqual(Object.keys(OTHER_DOORS).sort());
});

test.each(endpoints)('$name is open to whom the table says', ({ name, access }) => {
  expect(inWords(access)).toBe(MATRIX[name]);
});

type Who =
  | 'stranger'
  | 'member'
  | 'admin'
  | 'owner'
  | 'key without the scope'
  | 'key with the scope'
  | 'key of another workspace'
  | 'revoked key'
  | 'expired key';

const EVERYBODY: Who[] = [
  'stranger',
  'member',
  'admin',
  'owner',
  'key without the scope',
  'key with the scope',
  'key of another workspace',
  'revoked key',
  'expired key',
];

type Outcome = 'in' | 'not known' | 'not allowed' | 'not found';

/** What the access of an endpoint means for each caller: the whole of what this file is about. */
function expected(access: Access, who: Who, hasSubject: boolean): Outcome {
  if ('public' in access) return 'in';
  if (who === 'stranger' || who === 'revoked key' || who === 'expired key') return 'not known';
  if (who === 'member' || who === 'admin' || who === 'owner') {
    const ranks = ['member', 'admin', 'owner'];
    return ranks.indexOf(who) >= ranks.indexOf(access.role) ? 'in' : 'not allowed';
  }
  if (access.scope === null || who === 'key without the scope') return 'not allowed';
  return who === 'key of another workspace' && hasSubject ? 'not found' : 'in';
}

describe('every endpoint with every caller', () => {
  let other: TestWorkspace;
  beforeAll(async () => {
    await syncCatalogues(); // a search waits for what has not been read yet
    other = await makeWorkspace('Another');
  });

  test.each(endpoints)('$name', async ({ path, method, handler, access }) => {
    let workspace = await makeWorkspace();
    for (const who of EVERYBODY) {
      // A new one after every write: the caller before may have signed itself out, or removed what the path names.
      if (method !== 'GET') workspace = await makeWorkspace();
      const caller = await makeCaller(who, workspace, other, access);
      const params = await subjectOf(path, workspace);
      const response = await ask(handler, {
        as: caller,
        method,
        path: `${path}?user_id=somebody`,
        params,
        ...(method !== 'GET' && { body: BODIES[`${method} ${path}`] ?? {} }),
      });
      await response.body?.cancel();
      const outcome = expected(access, who, path in SUBJECTS);
      expect([who, toOutcome(response.status, outcome)]).toEqual([who, outcome]);
    }
  });
});

/** Let in means let in: what the handler then makes of an empty body or a made-up id is its own affair. */
function toOutcome(status: number, wanted: Outcome): Outcome {
  if (status === 401) return 'not known';
  if (status === 403) return 'not allowed';
  return status === 404 && wanted === 'not found' ? 'not found' : 'in';
}

async function makeCaller(who: Who, workspace: TestWorkspace, other: TestWorkspace, access: Access): Promise<Caller> {
  if (who === 'stranger') return null;
  if (who === 'member' || who === 'admin' || who === 'owner') return workspace[who];
  const scope = 'public' in access ? null : access.scope;
  const all: Scope[] = [...SCOPES];
  if (who === 'key without the scope')
    return makeKey(
      workspace,
      all.filter((one) => one !== scope),
    );
  if (who === 'key of another workspace') return makeKey(other, all);
  const { id, key } = await makeKey(workspace, scope ? [scope] : all);
  if (who === 'revoked key') await revokeKey(workspace.owner.principal, id);
  if (who === 'expired key') {
    await database.query(`update api_keys set expires_at = now() - interval '1 second' where id = $1`, [id]);
  }
  return { key };
}

/** Things of the workspace for paths that name one, so that another workspace's key is refused something real. */
const SUBJECTS: Record<string, (workspace: TestWorkspace) => Promise<Record<string, string>>> = {
  '/api/keys/{id}': async (workspace) => ({ id: (await makeKey(workspace, ['tools:read'])).id }),
  '/api/members/{user_id}': async ({ id }) => ({ user_id: (await makePerson(id, 'member')).userId }),
  '/api/invites/{id}': async ({ owner }) => ({ id: (await createInvite(owner.principal, { role: 'member' })).id }),
};

/** For endpoints that look at the body before they look for the subject. */
const BODIES: Record<string, unknown> = { 'PATCH /api/members/{user_id}': { role: 'member' } };

async function subjectOf(path: string, workspace: TestWorkspace): Promise<Record<string, string>> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return SUBJECTS[path]?.(workspace) ?? Object.fromEntries(names.map((name) => [name, randomUUID()]));
}

function inWords(access: Access): string {
  if ('public' in access) return 'everybody';
  const account = access.account === 'none' ? [] : [access.account === 'required' ? 'account' : 'account if named'];
  return [`${access.role}s`, access.scope ?? 'no keys', ...account].join(' · ');
}
