import { cpus, release } from 'node:os';
import { load, type Measured, type Question } from './load';
import { bundlePrograms, type Running, start } from './processes';
import { setUpProduct } from './product';

const AT_ONCE = [1, 16, 64];
const WARM_MS = 2_000;
const MEASURED_MS = Number(process.env.BENCH_MS ?? 5_000);
const MIB = 1024 * 1024;

type Row = Measured & { what: string; atOnce: number; cpuMs: number | null; rssMiB: number | null };

const rpc = (method: string, params: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

/** Drives the same calls at the upstream, through a plain proxy and through the product, in one run. */
export async function benchCalls(): Promise<void> {
  await bundlePrograms(['upstream', 'proxy', 'gateway']);
  const upstream = await start('upstream');
  const product = await setUpProduct(upstream.url);
  const proxy = await start('proxy', { UPSTREAM_URL: upstream.url });
  const gateway = await start('gateway', product.settings);
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
    const before = await gateway.usage();
    const rows: Row[] = [];
    for (const atOnce of AT_ONCE) {
      rows.push(await measure('upstream, tools/call', upstream, call('bench-tool-7'), atOnce, 'ok'));
      rows.push(await measure('plain proxy, tools/call', proxy, call('bench-tool-7'), atOnce, 'ok'));
      rows.push(await measure('product, tools/call 2025-11-25', gateway, call('bench_tool_7'), atOnce, 'ok'));
      rows.push(await measure('product, tools/call 2026-07-28', gateway, modern, atOnce, 'ok'));
      rows.push(await measure('product, /api/tools/execute', gateway, execute, atOnce, '"success":true'));
      rows.push(await measure('product, tools/list', gateway, list, atOnce, 'bench_tool_49'));
    }
    const after = await gateway.usage();
    print(rows);
    const calls = rows.filter(({ what }) => /product.*(call|execute)/.test(what)).length;
    console.log(`\n${calls} runs left ${await product.countRecords()} records.`);
    console.log(`Gateway memory: ${mib(before.rssBytes)} MiB before, ${mib(after.rssBytes)} MiB after.`);
    console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Linux ${release()}, Node ${process.version}`);
  } finally {
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

async function measure(
  what: string,
  running: Running,
  question: Question,
  atOnce: number,
  expect: string,
): Promise<Row> {
  await load(running.url, question, { atOnce, forMs: WARM_MS, expect });
  const before = await running.usage();
  const measured = await load(running.url, question, { atOnce, forMs: MEASURED_MS, expect });
  const after = await running.usage();
  const cpuMs = (after.cpuUs - before.cpuUs) / 1000 / measured.calls;
  return { ...measured, what, atOnce, cpuMs, rssMiB: mib(after.rssBytes) };
}

function print(rows: Row[]): void {
  console.log('| at once | what | calls/s | of the proxy | p50 ms | p99 ms | CPU ms a call | MiB |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const { atOnce, what, callsPerS, p50Ms, p99Ms, cpuMs, rssMiB } of rows) {
    const proxy = rows.find((row) => row.atOnce === atOnce && row.what.startsWith('plain proxy'));
    const share = proxy ? (callsPerS / proxy.callsPerS).toFixed(2) : '';
    const cells = [
      atOnce,
      what,
      Math.round(callsPerS),
      share,
      p50Ms.toFixed(2),
      p99Ms.toFixed(2),
      cpuMs?.toFixed(3),
      rssMiB,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function mib(bytes: number): number {
  return Math.round(bytes / MIB);
}
