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
import { Acknowledged, type Missing, type RecordPage } from './acknowledged';

const CALLERS = 6;
const HOSTILE_CALLERS = 2;
const PATIENCE_MS = 30_000;
/** On Node 20 a fetch whose server is killed may never settle, whatever its signal says. */
const GIVEN_UP_MS = 40_000;
const CATALOGUE_MS = 60_000;
/** Whoever got no answer, or was told to come back, waits a moment: callers share the machine with what they call. */
const PAUSE_MS = 200;
/** Of those who hang up before the answer. */
const HANG_UPS = 0.05;
const HANGS_UP_WITHIN_MS = 100;
const OVER_MCP = 0.3;

type Call = { action: string; params: Record<string, unknown> };

/** Whoever asks things of the product: agents that call tools, and others that send what nobody should. */
export class Callers {
  readonly acknowledged = new Acknowledged();
  /** Refused without a record, cut off, or to be put on record later. */
  unacknowledged = 0;
  hungUp = 0;
  hostile = 0;

  private constructor(
    private readonly url: string,
    private readonly random: Random,
    private readonly headers: Record<string, string>,
    private readonly cookie: string,
    private readonly calls: Call[],
    private readonly reading: Call,
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
    const reading = { action: named(/query/i), params: { query: 'select * from orders order by id limit 20' } };
    const calls = [
      { action: named(/gmail.*find/i), params: { query: 'invoice' } },
      { action: named(/gmail.*send/i), params: { to: ['a@example.com'], subject: 'Hello', body: 'Hello' } },
      reading,
    ];
    console.log(calls.map(({ action }) => action).join(', '));
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document;
    return new Callers(url, random, headers, cookie, calls, reading, document);
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

  /** Whether a tool that no mishap of an app touches does its work. */
  async reachDatabase(signal: AbortSignal): Promise<boolean> {
    const answer = await this.send(this.reading, signal);
    return this.acknowledged.add(await answer.text()) === 'succeeded';
  }

  findMissing(): Promise<Missing> {
    return this.acknowledged.findMissing((cursor) => within(GIVEN_UP_MS, this.listRecords(cursor)));
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
    const hangsUp = this.random.chance(HANG_UPS);
    const signal = AbortSignal.timeout(hangsUp ? this.random.below(HANGS_UP_WITHIN_MS) : PATIENCE_MS);
    try {
      const answer = await this.send(this.random.of(this.calls), signal);
      if (!this.acknowledged.add(await answer.text())) this.unacknowledged += 1;
      if (answer.status === 503) await sleep(PAUSE_MS);
    } catch (error) {
      if (!hangsUp) this.unacknowledged += 1;
      else this.hungUp += 1;
      if (!hangsUp) throw error;
    }
  }

  private send({ action, params }: Call, signal: AbortSignal): Promise<Response> {
    const overMcp = this.random.chance(OVER_MCP);
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: action, arguments: params } };
    return fetch(`${this.url}${overMcp ? '/mcp' : '/api/tools/execute'}`, {
      method: 'POST',
      headers: { ...this.headers, accept: 'application/json, text/event-stream' },
      body: JSON.stringify(overMcp ? message : { action, params }),
      signal,
    });
  }

  private async attack(): Promise<void> {
    this.hostile += 1;
    const { method, path, headers, body } = this.hostileRequest();
    const patienceMs = this.random.chance(HANG_UPS) ? this.random.below(HANGS_UP_WITHIN_MS) : PATIENCE_MS;
    const answer = await fetch(`${this.url}${path}`, {
      ...{ method, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) },
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
