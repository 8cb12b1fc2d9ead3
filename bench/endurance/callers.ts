import { setTimeout as sleep } from 'node:timers/promises';
import { findShop } from '@/e2e/support/shop';
import { within } from '@/lib/platform/within';
import { until } from '@/scripts/lib/processes';
import { signInAsOwner } from '@/tests/resilience/support/owner';
import { decide } from '@/tests/sandbox/person';
import type { Random } from '@/tests/server/fuzz/random';
import {
  type Document,
  MCP_METHODS,
  mcpRequestFor,
  operationsOf,
  requestFor,
  type Sent,
} from '@/tests/server/fuzz/requests';

const CALLERS = 6;
const HOSTILE_CALLERS = 2;
const PATIENCE_MS = 30_000;
/** On Node 20 a fetch whose server is killed may never settle, whatever its signal says. */
const GIVEN_UP_MS = 40_000;
const CATALOGUE_MS = 60_000;
/** Whoever got no answer, or was told to come back, waits a moment: callers share the machine with what they call. */
const PAUSE_MS = 200;

type RecordPage = { executions: { id: string }[]; next_cursor: string | null };
type Call = { action: string; params: Record<string, unknown> };

/** Whoever asks things of the product: agents that call tools, and others that send what nobody should. */
export class Callers {
  /** The ids of the calls whose callers were told how they ended. */
  readonly acknowledged = new Set<string>();
  refused = 0;
  hostile = 0;

  private constructor(
    private readonly url: string,
    private readonly random: Random,
    private readonly headers: Record<string, string>,
    private readonly cookie: string,
    private readonly calls: Call[],
    private readonly document: Document,
  ) {}

  /** The first person of the installation, with a mail account and a database, and a key for their agents. */
  static async of(url: string, random: Random): Promise<Callers> {
    const cookie = await signInAsOwner(url);
    const ask = (path: string, body: object) => askAsOwner(`${url}${path}`, cookie, body);
    const scopes = ['tools:read', 'tools:execute'];
    const { key } = await ask('/api/keys', { name: 'Agents', scopes, acts_as: 'me' });
    const isListed = async () => (await fetch(`${url}/api/pipedream/apps/gmail`, { headers: { cookie } })).ok;
    if (!(await until(isListed, CATALOGUE_MS, 200))) throw new Error('The catalogue stayed empty.');
    const { link } = await ask('/api/pipedream/connection-tokens', { app: 'gmail' });
    await consent(String(link), cookie);
    await ask('/api/databases/connect', { db_type: 'postgres', name: 'Shop', ...findShop() });
    const headers = { 'x-api-key': String(key), 'content-type': 'application/json' };
    const listed = await fetch(`${url}/api/tools`, { headers });
    const { tools } = (await listed.json()) as { tools: { name: string }[] };
    const named = (part: RegExp) => tools.find(({ name }) => part.test(name))?.name ?? '';
    const calls = [
      { action: named(/gmail.*find/i), params: { query: 'invoice' } },
      { action: named(/gmail.*send/i), params: { to: ['a@example.com'], subject: 'Hello', body: 'Hello' } },
      { action: named(/query/i), params: { query: 'select * from orders order by id limit 20' } },
    ];
    console.log(calls.map(({ action }) => action).join(', '));
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document;
    return new Callers(url, random, headers, cookie, calls, document);
  }

  async callUntil(endsAt: number): Promise<void> {
    const repeat = async (once: () => Promise<void>) => {
      while (Date.now() < endsAt) await within(GIVEN_UP_MS, once()).catch(() => sleep(PAUSE_MS));
    };
    await Promise.all([
      ...Array.from({ length: CALLERS }, () => repeat(() => this.call())),
      ...Array.from({ length: HOSTILE_CALLERS }, () => repeat(() => this.attack())),
    ]);
  }

  /** How many of the acknowledged calls nobody finds on record. */
  async countLost(): Promise<number> {
    const missing = new Set(this.acknowledged);
    let cursor: string | null = '';
    while (cursor !== null && missing.size > 0) {
      const page: RecordPage = await within(GIVEN_UP_MS, this.listRecords(cursor));
      for (const { id } of page.executions) missing.delete(id);
      cursor = page.next_cursor;
    }
    return missing.size;
  }

  private async listRecords(cursor: string): Promise<RecordPage> {
    const address = new URL('/api/executions', this.url);
    address.searchParams.set('limit', '200');
    if (cursor) address.searchParams.set('cursor', cursor);
    const answer = await fetch(address, { headers: { cookie: this.cookie } });
    if (!answer.ok) throw new Error(`The records cannot be listed: ${answer.status}.`);
    return (await answer.json()) as RecordPage;
  }

  private async call(): Promise<void> {
    const body = JSON.stringify(this.random.of(this.calls));
    const signal = AbortSignal.timeout(PATIENCE_MS);
    this.refused += 1;
    const answer = await fetch(`${this.url}/api/tools/execute`, {
      method: 'POST',
      headers: this.headers,
      body,
      signal,
    });
    const { execution_id: id } = (await answer.json()) as { execution_id?: string };
    if (answer.status === 503) throw new Error('It is to be asked again later.');
    if (!answer.ok || !id) return;
    this.refused -= 1;
    this.acknowledged.add(id);
  }

  private async attack(): Promise<void> {
    this.hostile += 1;
    const { method, path, headers, body } = this.hostileRequest();
    const answer = await fetch(`${this.url}${path}`, {
      ...{ method, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) },
      ...{ headers: { 'content-type': 'application/json', ...headers }, ...(body !== undefined && { body }) },
    });
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
    else await answer.arrayBuffer();
  }

  private hostileRequest(): Sent {
    const { random, document } = this;
    const credentials: Record<string, string> = random.chance(0.8)
      ? { 'x-api-key': this.headers['x-api-key'] ?? '' }
      : {};
    if (random.chance(0.2)) return mcpRequestFor(random.of(MCP_METHODS), random, credentials);
    return requestFor(document, random.of(operationsOf(document)), random, credentials);
  }
}

async function askAsOwner(url: string, cookie: string, body: object): Promise<Record<string, unknown>> {
  const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

/** As a browser does it: the link is bound to its cookie, and the person is sent back with that. */
async function consent(link: string, cookie: string): Promise<void> {
  const headers = { cookie, origin: new URL(link).origin };
  const opened = await fetch(`${link}/open`, { method: 'POST', redirect: 'manual', headers });
  const browser = opened.headers.getSetCookie().map((set) => set.split(';')[0]);
  const { location } = await decide(opened.headers.get('location') ?? '');
  await fetch(location ?? '', { redirect: 'manual', headers: { cookie: [cookie, ...browser].join('; ') } });
}
