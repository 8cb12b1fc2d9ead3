import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { trustedPost } from '@/lib/platform/outbound/post';
import type { AppRef, ConnectedAccount, Provider, ProviderDefinition, ProviderIo } from '@/lib/providers/provider';
import { failureOf } from '@/lib/providers/upstream/failure';
import type { FaultRule } from '@/sandbox/faults';
import { decide } from '@/tests/sandbox/person';
import { withSandbox } from '@/tests/sandbox/running';
import { closedAddress } from './recorded-server';

type Example = { tool: string; input: JsonObject };

/** What a provider's test file brings: one app of the sandbox, and calls that read, write and fail there. */
export type Subject = {
  definition: ProviderDefinition;
  /** Replaces the sandbox's credentials, so that a search for them in what comes out means something. */
  secrets: JsonObject;
  app: string;
  /** The slug that the sandbox's faults know the app by. */
  appAtSandbox: string;
  read: Example;
  write: Example;
  bad: Example;
};

const CALLBACK = 'https://patchbay.test/api/integrations/callback?state=our-state';
const soon = (ms = 10_000) => AbortSignal.timeout(ms);
const newUser = () => `user-${randomUUID()}`;

export function testIo(): ProviderIo {
  return {
    fetch: guardedFetch({ trusted: true, timeoutMs: 125_000 }),
    post: trustedPost({ maxBytes: 64 * 2 ** 20, pruneAtBytes: 4 * 2 ** 20 }),
    resolveHost: async () => ({ address: '127.0.0.1', family: 4 }),
    log: () => undefined,
  };
}

/** What every provider promises. A new provider's test file is one call to this, plus its own quirks. */
export function keepsTheProviderContract(subject: Subject) {
  const { definition, app: slug } = subject;
  const here = { provider: definition.id as 'pipedream' | 'composio' };
  const sandbox = withSandbox();
  let provider: Provider;
  let app: AppRef;

  beforeAll(async () => {
    provider = openAt(sandbox.url());
    app = await appNamed(slug);
  });
  afterAll(() => provider.close());

  const fault = (rule: FaultRule) => sandbox.admin('PUT', '/admin/faults', { ...here, ...rule });
  const calls = (): Promise<{ total: number; counters: Record<string, number> }> =>
    sandbox.admin('GET', '/admin/calls');
  const spoil = ({ upstreamAccountId: id }: ConnectedAccount, kind: 'expired' | 'revoked') =>
    sandbox.admin('POST', '/admin/grants/expire', { ...here, id, kind });

  function openAt(url: string): Provider {
    return definition.open({ ...definition.sandboxSettings(url), ...subject.secrets }, testIo());
  }

  async function appNamed(name: string): Promise<AppRef> {
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page = await provider.listApps({ cursor, signal: soon() });
      const found = page.items.find((item) => item.slug === name);
      if (found) return found;
      cursor = page.nextCursor;
    }
    throw new Error(`There is no app named ${name}.`);
  }

  function start(externalUserId: string, more: { app?: AppRef; reconnect?: ConnectedAccount } = {}) {
    return provider.startConnection({
      app: more.app ?? app,
      externalUserId,
      callbackUrl: CALLBACK,
      webhookUrl: null,
      authConfigId: null,
      reconnect: more.reconnect ?? null,
      signal: soon(),
    });
  }

  async function attempt(externalUserId: string, more: { app?: AppRef; reconnect?: ConnectedAccount } = {}) {
    const startedAt = new Date();
    const started = await start(externalUserId, more);
    if (started.kind !== 'redirect') throw new Error('A page of the provider was expected.');
    const finish = (answer: JsonObject, as = externalUserId) =>
      provider.finishConnection({
        app: more.app ?? app,
        externalUserId: as,
        startedAt,
        upstream: started.upstream,
        answer,
        reconnect: more.reconnect ?? null,
        signal: soon(),
      });
    return { ...started, finish };
  }

  async function connect(externalUserId = newUser(), identity = 'jane@example.com'): Promise<ConnectedAccount> {
    const { url, finish } = await attempt(externalUserId);
    const result = await finish(await answerOf(url, 'allow', identity));
    if (result.kind !== 'connected') throw new Error(`Not connected: ${inspect(result)}`);
    const { upstreamAccountId, secret } = result.account;
    return { profileId: randomUUID(), app, externalUserId, upstreamAccountId, secret };
  }

  async function call(account: ConnectedAccount, { tool: name, input }: Example, signal = soon(), at = provider) {
    const tools = (await provider.listAppTools(account.app, soon()))?.tools;
    const tool = tools?.find((candidate) => candidate.name === name);
    if (!tool) throw new Error(`There is no tool named ${name}.`);
    return at.callTool(account, { tool, input, signal, requestId: 'req_test', traceparent: null });
  }

  /** The parameters with which the browser comes back from the provider's page. */
  async function answerOf(url: string, decision: 'allow' | 'cancel' = 'allow', identity?: string) {
    const { location } = await decide(url, { decision, ...(identity && { identity }) });
    if (!location) throw new Error('The page sent the person nowhere.');
    return Object.fromEntries(new URL(location).searchParams);
  }

  const failure = (work: Promise<unknown>): Promise<AppError> =>
    work.then(
      (value) => {
        throw new Error(`Expected a failure, got ${inspect(value)}`);
      },
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        return error;
      },
    );

  describe('the catalogue', () => {
    test('pages end, and every app appears once', async () => {
      const slugs: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const page = await provider.listApps({ cursor, signal: soon() });
        slugs.push(...page.items.map((item) => item.slug));
        cursor = page.nextCursor;
        pages += 1;
      } while (cursor !== null && pages < 100);
      expect(pages).toBeLessThan(100);
      expect(slugs.length).toBeGreaterThanOrEqual(60);
      expect(new Set(slugs).size).toBe(slugs.length);
    });

    test('tools are known before anybody connected, named so that agents accept them, and take an object', async () => {
      const tools = (await provider.listAppTools(app, soon()))?.tools;
      expect(tools?.length).toBeGreaterThan(3);
      for (const tool of tools ?? []) {
        expect(tool.name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
        expect(tool.input_schema).toMatchObject({ type: 'object' });
        expect(tool.description).not.toBe('');
        expect(tool.version).not.toBeNull();
      }
    });

    test('a tool that only reads says so, and one that deletes says that', async () => {
      const tools = (await provider.listAppTools(app, soon()))?.tools;
      const read = tools?.find(({ name }) => name === subject.read.tool);
      const write = tools?.find(({ name }) => name === subject.write.tool);
      expect(read?.annotations).toMatchObject({ read_only: true, destructive: false });
      expect(write?.annotations).toMatchObject({ read_only: false });
    });
  });

  describe('connecting', () => {
    test('from the first click to a tool that runs, and back to nothing', async () => {
      const user = newUser();
      const { url, finish } = await attempt(user);
      const answer = await answerOf(url);
      expect(answer.state).toBe('our-state');

      const result = await finish(answer);
      expect(result).toMatchObject({ kind: 'connected', account: { externalUserId: user, label: 'jane@example.com' } });
      if (result.kind !== 'connected') return;
      const { upstreamAccountId, secret, authType } = result.account;
      expect(authType).toBe('oauth');
      const account = { profileId: randomUUID(), app, externalUserId: user, upstreamAccountId, secret };

      expect(await provider.checkConnection(account, soon())).toMatchObject({ status: 'connected' });
      const names = (await provider.listTools(account, soon())).map(({ name }) => name);
      expect(names).toContain(subject.write.tool);
      expect(await call(account, subject.read)).toMatchObject({ ok: true });

      await provider.removeConnection(account, soon());
      await provider.removeConnection(account, soon());
      expect(await provider.checkConnection(account, soon())).toMatchObject({ status: 'revoked' });
    });

    test('tools are described the same before and after connecting', async () => {
      const account = await connect();
      const before = (await provider.listAppTools(app, soon()))?.tools;
      expect(await provider.listTools(account, soon())).toEqual(before);
    });

    test('is pending until the person decides, whatever the browser claims', async () => {
      const { finish } = await attempt(newUser());
      expect(await finish({})).toEqual({ kind: 'pending' });
      const claim = {
        status: 'success',
        outcome: 'success',
        connected_account_id: 'ca_made_up',
        account_id: 'apn_madeup',
      };
      expect(await finish(claim)).toEqual({ kind: 'pending' });
    });

    test('says so when the person declines', async () => {
      const { url, finish } = await attempt(newUser());
      expect(await finish(await answerOf(url, 'cancel'))).toEqual({ kind: 'cancelled' });
    });

    test('finishing twice gives the same account, because the browser and the poll may both ask', async () => {
      const { url, finish } = await attempt(newUser());
      const answer = await answerOf(url);
      expect(await finish(answer)).toEqual(await finish({}));
    });

    test("another person's account is never taken for this one's", async () => {
      const victim = await connect();
      const { finish } = await attempt(newUser());
      const hint = { connected_account_id: victim.upstreamAccountId, account_id: victim.upstreamAccountId };
      expect(await finish({ ...hint, status: 'success', outcome: 'success' })).toEqual({ kind: 'pending' });
    });

    test('an attempt finished in the name of someone else connects nothing', async () => {
      const { url, finish } = await attempt(newUser());
      const answer = await answerOf(url);
      expect((await finish(answer, newUser())).kind).not.toBe('connected');
    });

    test('renewing in place ends with a grant that works', async () => {
      const account = await connect();
      await spoil(account, 'expired');
      const { url, finish } = await attempt(account.externalUserId, { reconnect: account });
      const result = await finish(await answerOf(url));
      if (result.kind !== 'connected') throw new Error(`Not connected: ${inspect(result)}`);
      const renewed = { ...account, upstreamAccountId: result.account.upstreamAccountId };
      if (renewed.upstreamAccountId !== account.upstreamAccountId) {
        await provider.removeConnection(account, soon(), { replaced: true });
      }
      expect(await provider.checkConnection(renewed, soon())).toMatchObject({ status: 'connected' });
      expect(await call(renewed, subject.read)).toMatchObject({ ok: true });
    });

    test('a person may connect two accounts of one app, and each call uses its own', async () => {
      const user = newUser();
      const first = await connect(user, 'jane@example.com');
      const second = await connect(user, 'sam@northwind.test');
      expect(second.upstreamAccountId).not.toBe(first.upstreamAccountId);
      await call(first, subject.write);
      await call(second, subject.write);
      const { outbox } = await fetch(`${sandbox.url()}/outbox`).then((response) => response.json());
      const senders = outbox.filter((entry: { external_user_id: string }) => entry.external_user_id === user);
      expect(senders.map((entry: { identity: string }) => entry.identity)).toEqual([
        'sam@northwind.test',
        'jane@example.com',
      ]);
    });

    test.each([
      ['', 'no user at all'],
      ['..', 'a path'],
      ['a,b', 'two users'],
      ['a/b', 'a path'],
    ])('the user %j is refused before anything is sent: %s', async (user) => {
      expect(await failure(start(user))).toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('a grant', () => {
    test('of someone else can be neither checked, used nor removed', async () => {
      const victim = await connect();
      const thief = { ...victim, externalUserId: newUser(), profileId: randomUUID() };
      expect(await provider.checkConnection(thief, soon())).toMatchObject({ status: 'error' });
      await failure(call(thief, subject.write));
      await failure(provider.removeConnection(thief, soon()));
      expect((await calls()).total).toBe(0);
      expect(await provider.checkConnection(victim, soon())).toMatchObject({ status: 'connected' });
    });

    test.each(['expired', 'revoked'] as const)('that is %s fails the call with needs_reconnect', async (kind) => {
      const account = await connect();
      await spoil(account, kind);
      expect(await failure(call(account, subject.write))).toMatchObject({ code: 'needs_reconnect' });
      expect((await calls()).total).toBe(0);
      const state = await provider.checkConnection(account, soon());
      expect(['needs_reconnect', 'revoked']).toContain(state.status);
    });

    test('is not called dead because the provider is down', async () => {
      const account = await connect();
      await fault({ status: 503 });
      expect(await failure(provider.checkConnection(account, soon()))).toMatchObject({ code: 'provider_unavailable' });
    });
  });

  describe('running a tool', () => {
    test('does what it says, once', async () => {
      const account = await connect();
      expect(await call(account, subject.write)).toMatchObject({ ok: true });
      expect((await calls()).total).toBe(1);
    });

    test('a tool that fails is an answer with its own words, not an exception', async () => {
      const account = await connect();
      expect(await call(account, subject.bad)).toMatchObject({ ok: false, reason: expect.stringMatching(/\w{3}/) });
    });

    test('a write that was done while its answer got lost is not sent again', async () => {
      const account = await connect();
      await call(account, subject.read);
      await fault({ app: subject.appAtSandbox, status: 500, when: 'after' });
      expect(await failure(callOnly(account, subject.write))).toMatchObject({ code: 'provider_unavailable' });
      expect((await calls()).total).toBe(1);
    });

    test('asks for patience when the provider does, and does not try by itself', async () => {
      const account = await connect();
      await call(account, subject.read);
      await fault({ app: subject.appAtSandbox, status: 429, retryAfterS: 7 });
      const error = await failure(callOnly(account, subject.write));
      expect(error).toMatchObject({ code: 'rate_limited', detail: { retryAfterS: 7 } });
      expect((await calls()).total).toBe(0);
    });

    test.each([
      ['a connection that breaks', { reset: true }, 'provider_unavailable'],
      ['a gateway that fails', { status: 502 }, 'provider_unavailable'],
      ['an answer that is no JSON', { malformed: true }, 'provider_unavailable'],
    ] as const)('%s is a failure of the provider', async (_, rule, code) => {
      const account = await connect();
      await call(account, subject.read);
      await fault(rule);
      expect(await failure(callOnly(account, subject.read))).toMatchObject({ code });
    });

    test.each([
      ['says nothing', { latencyMs: 30_000 }],
      ['never finishes its answer', { slowBody: 60_000 }],
    ])('a provider that %s is given up at the deadline', async (_, rule) => {
      const account = await connect();
      await call(account, subject.read);
      await fault(rule);
      const startedAt = Date.now();
      const error = await failure(callOnly(account, subject.read, soon(400)));
      expect(error).toMatchObject({ code: 'provider_unavailable' });
      expect(Date.now() - startedAt).toBeLessThan(2000);
    });

    test('a caller that hangs up cancels the work upstream', async () => {
      const account = await connect();
      await call(account, subject.read);
      await fault({ latencyMs: 5000 });
      const hangUp = new AbortController();
      const running = callOnly(account, subject.write, hangUp.signal);
      setTimeout(() => hangUp.abort(new Error('hung up')), 200);
      await expect(running).rejects.toThrow('hung up');
      await expect.poll(async () => (await calls()).counters.aborted).toBe(1);
      expect((await calls()).total).toBe(0);
    });
  });

  describe('a service that is not there', () => {
    test('fails everything at once with provider_unavailable', async () => {
      const account = await connect();
      const down = openAt(await closedAddress());
      const asks = [
        down.listApps({ cursor: null, signal: soon() }),
        down.listAppTools(app, soon()),
        down.listTools(account, soon()),
        down.checkConnection(account, soon()),
        down.removeConnection(account, soon()),
        call(account, subject.read, soon(), down),
      ];
      const startedAt = Date.now();
      for (const error of await Promise.all(asks.map(failure))) {
        expect(error.code).toBe('provider_unavailable');
        expect(failureOf(error)?.neverSent).toBe(true);
      }
      expect(Date.now() - startedAt).toBeLessThan(3000);
      await down.close();
    });
  });

  test('no error carries a credential, a live link or what the service said', async () => {
    const account = await connect();
    const refused = definition.open(
      { ...definition.sandboxSettings(sandbox.url()), ...wrong(subject.secrets) },
      testIo(),
    );
    const errors = [await failure(refused.listApps({ cursor: null, signal: soon() }))];
    expect(errors[0]).toMatchObject({ code: 'provider_misconfigured' });
    for (const rule of [{ status: 500 }, { status: 401 }, { status: 403 }, { malformed: true }, { reset: true }]) {
      await fault(rule);
      errors.push(await failure(provider.checkConnection(account, soon())));
      errors.push(await failure(callOnly(account, subject.write)));
      await sandbox.admin('DELETE', '/admin/faults');
    }
    await provider.removeConnection(account, soon());
    errors.push(await failure(call(account, subject.write)));
    const printed = errors.map((error) => `${inspect(error, { depth: 12 })} ${JSON.stringify(error)}`).join('\n');
    for (const secret of [...secretsIn(subject.secrets), ...secretsIn(wrong(subject.secrets))]) {
      expect(printed).not.toContain(secret);
    }
    expect(printed).not.toMatch(/ctok_|Bearer |authorization|trunc|went wrong on our end/i);
    expect(JSON.stringify(provider)).not.toMatch(new RegExp(secretsIn(subject.secrets).join('|')));
    await refused.close();
  });

  /** Without looking the tool up first, which the fault would hit as well. */
  function callOnly(account: ConnectedAccount, { tool: name, input }: Example, signal = soon()) {
    const tool = {
      name,
      title: null,
      description: '',
      input_schema: { type: 'object' },
      output_schema: null,
      annotations: {},
      version: null,
    };
    return provider.callTool(account, { tool, input, signal, requestId: 'req_test', traceparent: null });
  }
}

/** The sandbox refuses credentials that call themselves wrong. */
function wrong(secrets: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, `${value}-wrong`]));
}

function secretsIn(secrets: JsonObject): string[] {
  return Object.values(secrets).map(String);
}
