import { installApart } from '@/scripts/lib/install-apart';
import { findFreePort } from '@/scripts/lib/ports';
import { until } from '@/scripts/lib/processes';
import { programOf, type Running, startProgram } from '@/tests/support/programs/programs';
import type { Question } from './load';

/** The fastest of the proxies that speak MCP on both sides, to our knowledge, at the version that was measured. */
const PEER = { name: 'mcp-proxy', version: '6.7.19', script: 'dist/bin/mcp-proxy.mjs' };
const START_MS = 20_000;

export type Peer = Running & { call(name: string): Question };

/** A plain MCP proxy without keys, limits or records, in front of the same tools; it wants them on standard input. */
export async function startPeer(): Promise<Peer> {
  const port = await findFreePort();
  const listen = ['--host', '127.0.0.1', '--port', String(port), '--server', 'stream'];
  const upstream = [process.execPath, programOf('stdio-upstream')];
  const script = `${installApart(PEER.name, PEER.version)}/${PEER.script}`;
  const running = startProgram('peer', script, { port, args: [...listen, '--', ...upstream] });
  const isUp = () =>
    fetch(running.url).then(
      () => true,
      () => false,
    );
  if (!(await until(isUp, START_MS, 100))) throw new Error(`${PEER.name} did not start.`);
  const headers = { ...HEADERS, 'mcp-session-id': await openSession(running.url) };
  // A session tells requests under way apart by their ids.
  let id = 1;
  const body = (name: string) => {
    id += 1;
    return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: { text: 'hello' } } });
  };
  return { ...running, call: (name) => ({ path: '/mcp', method: 'POST', headers, body: () => body(name) }) };
}

const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-11-25',
};

async function openSession(url: string): Promise<string> {
  const tell = (message: object, headers: object) =>
    fetch(`${url}/mcp`, { method: 'POST', headers: { ...HEADERS, ...headers }, body: JSON.stringify(message) });
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } };
  const answer = await tell({ jsonrpc: '2.0', id: 1, method: 'initialize', params }, {});
  const session = answer.headers.get('mcp-session-id');
  if (!session) throw new Error(`${PEER.name} opened no session: ${answer.status} ${await answer.text()}`);
  await answer.text();
  await tell({ jsonrpc: '2.0', method: 'notifications/initialized' }, { 'mcp-session-id': session });
  return session;
}
