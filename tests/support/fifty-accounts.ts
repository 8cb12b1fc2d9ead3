import { toFirstPage } from '@/lib/calls/result-cursor';
import type { Scope } from '@/lib/contracts/scope';
import { SCOPES } from '@/lib/contracts/scope';
import { routes } from '@/lib/generated/routes';
import { ask, type Caller } from './ask';
import { makeKey, makePerson, type TestWorkspace } from './people';

/** Somebody with a word of their own in everything that is theirs: one sight of it in another's answer is a leak. */
export type Somebody = {
  marker: string;
  as: Caller;
  userId: string | null;
  accountId: string;
  profileIds: string[];
  token: string;
  dbId: string;
  executionId: string;
  cursor: string;
};

export type Sent = { params?: Record<string, string>; body?: object; query?: string };
export type Told = { status: number; text: string };

const EVERYTHING_BUT_ADMIN: Scope[] = SCOPES.filter((scope) => scope !== 'admin');
/** How long a stream that never ends is listened to. */
const LISTEN_MS = 200;

/** Somebody who signs in, or somebody known by a key's user_id. */
export async function makeSomebody(workspace: TestWorkspace, key: string | null, marker: string): Promise<Somebody> {
  const nothing = { marker, accountId: '', profileIds: [], token: '', dbId: '', executionId: '', cursor: '' };
  if (key !== null) return { ...nothing, as: { key }, userId: marker };
  const { cookie } = await makePerson(workspace.id, 'member');
  return { ...nothing, as: { cookie }, userId: null };
}

export function makeBackendKey(workspace: TestWorkspace): Promise<{ key: string }> {
  return makeKey(workspace, EVERYTHING_BUT_ADMIN);
}

type Query = (sql: string, values?: unknown[]) => Promise<{ id: string }[]>;

/** Two profiles, a link, a database, a call on record, and a part of a long result. */
export async function furnish(person: Somebody, shop: object, query: Query): Promise<void> {
  for (const provider of ['pipedream', 'composio']) {
    const made = await made201(person, '/api/{provider}/profiles', {
      params: { provider },
      body: { profile_name: `${person.marker} ${provider}`, app_slug: 'gmail' },
    });
    person.profileIds.push(made.profile_id ?? '');
    person.accountId = made.account_id ?? '';
  }
  const link = { app: 'gmail', profile_name: `${person.marker} token` };
  const params = { provider: 'pipedream' };
  person.token = (await made201(person, '/api/{provider}/connection-tokens', { params, body: link })).token ?? '';
  const database = { ...shop, connection_name: `${person.marker} database` };
  person.dbId = (await made201(person, '/api/databases/connect', { body: database })).db_id ?? '';
  const [row] = await query(
    `insert into tool_executions (account_id, profile_id, provider, app_slug, tool_name, parameters, status, duration_ms)
     values ($1, $2, 'pipedream', 'gmail', 'gmail-find-email', $3, 'succeeded', 1) returning id`,
    [person.accountId, person.profileIds[0], JSON.stringify({ q: person.marker })],
  );
  person.executionId = row?.id ?? '';
  const long = Array.from({ length: 60 }, () => person.marker.repeat(3000));
  const owner = { profileId: person.profileIds[0] ?? '', toolName: 'gmail-find-email', agentId: null };
  person.cursor = (await toFirstPage(person.accountId, owner, long)).nextCursor ?? '';
}

async function made201(person: Somebody, path: string, sent: Sent): Promise<Record<string, string>> {
  const { status, text } = await call(person, `POST ${path}`, sent);
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text);
}

/** An endpoint as this person's browser or backend calls it. */
export async function call(
  { as, userId }: Somebody,
  endpoint: string,
  { params = {}, body, query = '' }: Sent = {},
): Promise<Told> {
  const [method = '', path = ''] = endpoint.split(' ');
  const route = routes.find((candidate) => candidate.path === path && candidate.method === method);
  const user = userId ? `&user_id=${userId}` : '';
  const response = await ask(route?.handler, {
    ...{ as, method, params, path: `${path}?${query}${user}` },
    ...(method !== 'GET' && { body: body ?? {} }),
  });
  return { status: response.status, text: await textOf(response) };
}

async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const end = setTimeout(() => reader?.cancel(), LISTEN_MS);
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    text += decoder.decode(read.value);
  }
  clearTimeout(end);
  return text;
}
