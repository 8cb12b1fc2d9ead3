import { cpus, loadavg, release } from 'node:os';
import { buildIfNeeded } from '@/scripts/lib/build';
import { bundleSources, type Running, start, USAGE } from '@/tests/support/programs/programs';
import { load, type Measured, type Question } from './load';
import { startPeer } from './peer';
import { setUpProduct } from './product';
import { startServer } from './start-server';

const AT_ONCE = (process.env.BENCH_AT_ONCE ?? '1,16,64').split(',').map(Number);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MEASURED_MS = Number(process.env.BENCH_MS ?? 2_000);
/** As many calls as it takes until Node has compiled what is called. */
const WARM_CALLS = 10_000;
/** As the upstream says it, inside the text of a result. */
const DONE = String.raw`\"ok\":true`;
/** Measures only what has this in its name, beside the proxies. */
const ONLY = process.env.BENCH_ONLY ?? '';
const MIB = 1024 * 1024;

type Row = Measured & { what: string; atOnce: number; cpuMs: number; rssMiB: number };
type Subject = { what: string; running: Running; question: Question; expect: string };
type Dose = { atOnce: number; forMs: number; atLeast?: number };

const rpc = (method: string, params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

/** Drives the same calls at the upstream, through a plain proxy, a plain MCP proxy and the product, in one run. */
export async function benchCalls(): Promise<void> {
  await buildIfNeeded();
  await bundleSources(['bench/upstream.ts', 'bench/stdio-upstream.ts', 'bench/proxy.ts', USAGE]);
  const upstream = await start('upstream');
  const product = await setUpProduct(upstream.url);
  const proxy = await start('proxy', { UPSTREAM_URL: upstream.url });
  const peer = await startPeer();
  const gateway = await startServer(product.settings);
  try {
    const accept = { accept: 'application/json, text/event-stream' };
    const call = (name: string): Question => ({
      ...{ path: '/mcp', method: 'POST', headers: { ...product.headers, ...accept } },
      body: rpc('tools/call', { name, arguments: { text: 'hello' } }),
    });
    const list: Question = { ...call(''), body: rpc('tools/list', {}) };
    const modern = modernCall('bench_tool_7', product.headers);
    const execute: Question = {
      ...{ path: '/api/tools/execute', method: 'POST', headers: product.headers },
      body: JSON.stringify({ user_id: 'bench', action: 'bench_tool_7', params: { text: 'hello' } }),
    };
    const all: Subject[] = [
      { what: 'upstream, tools/call', running: upstream, question: call('bench-tool-7'), expect: DONE },
      { what: 'plain proxy, tools/call', running: proxy, question: call('bench-tool-7'), expect: DONE },
      { what: 'mcp-proxy, tools/call', running: peer, question: peer.call('bench-tool-7'), expect: DONE },
      { what: 'product, tools/call 2025-11-25', running: gateway, question: call('bench_tool_7'), expect: DONE },
      { what: 'product, tools/call 2026-07-28', running: gateway, question: modern, expect: DONE },
      { what: 'product, /api/tools/execute', running: gateway, question: execute, expect: '"success":true' },
      { what: 'product, tools/list', running: gateway, question: list, expect: 'bench_tool_49' },
    ];
    const subjects = all.filter(({ running, what }) => running === proxy || running === peer || what.includes(ONLY));
    for (const subject of subjects) await drive(subject, { atOnce: 16, forMs: 0, atLeast: WARM_CALLS });
    const before = await gateway.usage('memory');
    const rows: Row[] = [];
    for (const atOnce of AT_ONCE) rows.push(...(await measureInTurn(subjects, atOnce)));
    const after = await gateway.usage('memory');
    print(rows);
    const calls = subjects.filter(({ running, what }) => running === gateway && !what.endsWith('list'));
    console.log(`\n${await product.countRecords()} of ${sum(calls.map(timesAsked))} calls are on record.`);
    console.log(`Gateway memory: ${mib(before.rssBytes)} MiB before, ${mib(after.rssBytes)} MiB after.`);
    console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Linux ${release()}, Node ${process.version}`);
  } finally {
    peer.kill(); // it does not know that its parent is gone
    for (const running of [gateway, proxy, upstream]) running.stop();
    await product.stop();
  }
}

function modernCall(name: string, headers: Record<string, string>): Question {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return {
    ...{ path: '/mcp', method: 'POST' },
    headers: {
      ...headers,
      ...{ accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2026-07-28' },
      ...{ 'mcp-method': 'tools/call', 'mcp-name': name },
    },
    body: rpc('tools/call', { name, arguments: { text: 'hello' }, _meta }),
  };
}

/** Each in turn, several times over: what a busy machine takes from one round, it leaves to another. */
async function measureInTurn(subjects: Subject[], atOnce: number): Promise<Row[]> {
  const rounds: Row[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows: Row[] = [];
    for (const subject of subjects) rows.push(await measure(subject, atOnce));
    rounds.push(rows);
  }
  return subjects.map((_, index) => best(rounds.flatMap((rows) => rows[index] ?? [])));
}

/** The most calls, the shortest waits and the least CPU that were seen; the memory as it was in the end. */
function best(rows: Row[]): Row {
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) throw new Error('Nothing was measured.');
  const least = (of: (row: Row) => number) => Math.min(...rows.map(of));
  return {
    ...{ what: first.what, atOnce: first.atOnce, calls: first.calls, rssMiB: last.rssMiB },
    callsPerS: Math.max(...rows.map(({ callsPerS }) => callsPerS)),
    p50Ms: least(({ p50Ms }) => p50Ms),
    p99Ms: least(({ p99Ms }) => p99Ms),
    cpuMs: least(({ cpuMs }) => cpuMs),
  };
}

/** How often each was asked, warm-up included. */
const asked = new Map<Subject, number>();
const timesAsked = (subject: Subject) => asked.get(subject) ?? 0;

async function drive(subject: Subject, dose: Dose): Promise<Measured> {
  const { running, question, expect } = subject;
  const measured = await load(running.url, question, { ...dose, expect });
  asked.set(subject, timesAsked(subject) + measured.calls);
  return measured;
}

async function measure(subject: Subject, atOnce: number): Promise<Row> {
  const { what, running } = subject;
  const before = await running.usage();
  const measured = await drive(subject, { atOnce, forMs: MEASURED_MS });
  const after = await running.usage();
  const cpuMs = (after.cpuUs - before.cpuUs) / 1000 / measured.calls;
  return { ...measured, what, atOnce, cpuMs, rssMiB: mib(after.rssBytes) };
}

function print(rows: Row[]): void {
  console.log(`The best of ${ROUNDS} rounds each; the machine's load was ${loadavg()[0]?.toFixed(1)} in the end.`);
  console.log('| at once | what | calls/s | of the proxy | p50 ms | p99 ms | CPU ms a call | × the proxy | MiB |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const { atOnce, what, callsPerS, p50Ms, p99Ms, cpuMs, rssMiB } of rows) {
    const proxy = rows.find((row) => row.atOnce === atOnce && row.what.startsWith('plain proxy'));
    const ratio = (value: number, other: number | undefined) => (other ? (value / other).toFixed(2) : '');
    const cells = [
      atOnce,
      what,
      Math.round(callsPerS),
      ratio(callsPerS, proxy?.callsPerS),
      p50Ms.toFixed(2),
      p99Ms.toFixed(2),
      cpuMs.toFixed(3),
      ratio(cpuMs, proxy?.cpuMs),
      rssMiB,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function mib(bytes: number): number {
  return Math.round(bytes / MIB);
}
