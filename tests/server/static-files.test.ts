import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressStatic } from '@/scripts/lib/compress-static';
import { type FindStatic, readStaticFiles, sendStatic } from '@/server/static-files';
import { cpuMsOf } from '@/tests/support/cost';
import { withServer } from './server';

const SCRIPT = 'export const words = "the same words again and again";'.repeat(100);
let folder: string;
let find: FindStatic;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'patchbay-static-'));
  mkdirSync(path.join(folder, 'chunks'));
  writeFileSync(path.join(folder, 'chunks', 'page.js'), SCRIPT);
  writeFileSync(path.join(folder, 'picture.svg'), '<svg/>');
  await compressStatic(folder);
  find = readStaticFiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

function ask(address: string, init: RequestInit = {}): Promise<{ response: Response; body: string }> {
  const listener: RequestListener = (incoming, outgoing) => {
    const found = find(incoming);
    if (found) void sendStatic(found, incoming, outgoing);
    else outgoing.writeHead(404).end('not ours');
  };
  return withServer(listener, async (url) => {
    const response = await fetch(url + address, { headers: { 'Accept-Encoding': 'gzip, br' }, ...init });
    return { response, body: await response.text() };
  });
}

test('a script comes as the build pressed it, to be kept for ever, and reads as it was', async () => {
  const { response, body } = await ask('/_next/static/chunks/page.js?dpl=1');
  expect(body).toBe(SCRIPT);
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(response.headers.get('vary')).toBe('Accept-Encoding');
  expect(Number(response.headers.get('content-length'))).toBeLessThan(SCRIPT.length / 10);
});

test('HEAD has the same headers and no body', async () => {
  const { response, body } = await ask('/_next/static/chunks/page.js', { method: 'HEAD' });
  expect([response.headers.get('content-encoding'), body]).toEqual(['br', '']);
});

test.each([
  ['a browser that reads no Brotli', '/_next/static/chunks/page.js', { headers: { 'Accept-Encoding': 'gzip' } }],
  ['one that refuses it', '/_next/static/chunks/page.js', { headers: { 'Accept-Encoding': 'gzip, br;q=0' } }],
  ['what was not pressed', '/_next/static/picture.svg', {}],
  ['a file outside of the folder', '/_next/static/../../package.json', {}],
  ['an encoded way out of the folder', '/_next/static/%2e%2e/%2e%2e/package.json', {}],
  ['another method', '/_next/static/chunks/page.js', { method: 'POST' }],
])('%s is left to Next', async (_, address, init) => {
  expect((await ask(address, init)).body).toBe('not ours');
});

test.each([
  ['br;q=0.5', 'br'],
  ['gzip;q=1, BR ; q=.2', 'br'],
  ['br;q=0.000', null],
  ['br;q=', null],
  ['br;q=2', null],
  ['brotli', null],
])('%j is read as it is meant', async (accepted, encoding) => {
  const { response } = await ask('/_next/static/chunks/page.js', { headers: { 'Accept-Encoding': accepted } });
  expect(response.headers.get('content-encoding')).toBe(encoding);
});

test('a header full of digits, which once held the process for seconds, costs a moment', () => {
  const headers = { 'accept-encoding': `br;q=.${'1'.repeat(15_000)}x` };
  const incoming = { url: '/_next/static/chunks/page.js', method: 'GET', headers } as IncomingMessage;
  expect(cpuMsOf(() => find(incoming))).toBeLessThan(100);
});
