import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forget } from '@/lib/platform/once';
import { checkAddress, resolveHost } from '@/lib/platform/outbound/address';
import { guardedFetch } from '@/lib/platform/outbound/fetch';

let server: Server;
let base: string;
const seen: Array<{ url: string; authorization: string | undefined }> = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization });
    if (request.url === '/loop') return response.writeHead(302, { location: '/loop' }).end();
    if (request.url === '/away') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    if (request.url === '/other')
      return response.writeHead(302, { location: `${base.replace('127.0.0.1', 'localhost')}/end` }).end();
    if (request.url === '/slow') return void response.writeHead(200).write('a');
    if (request.url === '/huge') return response.end('x'.repeat(100_000));
    return response.end('fine');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function allowPrivate(allowed: boolean): void {
  vi.stubEnv('ALLOW_PRIVATE_HOSTS', String(allowed));
  forget('env');
}

test.each([
  '169.254.169.254',
  'fe80::1',
  '0.0.0.0',
  'fd00:ec2::254',
  '::ffff:169.254.169.254',
  '100.100.100.200',
  '255.255.255.255',
])('%s is refused even where private hosts are allowed', (address) => {
  allowPrivate(true);
  expect(() => checkAddress(address)).toThrow(/address range/);
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '192.168.0.1',
  '172.16.5.5',
  '::1',
  '::ffff:10.0.0.1',
  'fc00::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
])('%s is reached only where the operator allows private hosts', (address) => {
  allowPrivate(false);
  expect(() => checkAddress(address)).toThrow(/address range/);
  allowPrivate(true);
  expect(() => checkAddress(address)).not.toThrow();
});

test('a name that resolves to this machine is refused like its address', async () => {
  allowPrivate(false);
  await expect(resolveHost('localhost')).rejects.toMatchObject({ code: 'forbidden' });
});

test('no request leaves for a forbidden address, by name or written out', async () => {
  allowPrivate(false);
  const before = seen.length;
  await expect(guardedFetch()(`${base}/`)).rejects.toThrow();
  await expect(guardedFetch()(`${base.replace('127.0.0.1', 'localhost')}/`)).rejects.toThrow();
  expect(seen.length).toBe(before);
});

test('a redirect to a forbidden address is not followed', async () => {
  allowPrivate(true);
  await expect(guardedFetch()(`${base}/away`)).rejects.toThrow(/address range/);
});

test('a circle of redirects ends', async () => {
  allowPrivate(true);
  await expect(guardedFetch()(`${base}/loop`)).rejects.toMatchObject({ code: 'provider_unavailable' });
});

test('a credential does not travel to another origin', async () => {
  allowPrivate(true);
  await guardedFetch()(`${base}/other`, { headers: { authorization: 'Bearer secret' } });
  expect(seen.at(-1)).toEqual({ url: '/end', authorization: undefined });
});

test('a body that never ends runs into the deadline, not only slow headers', async () => {
  allowPrivate(true);
  const response = await guardedFetch({ timeoutMs: 200 })(`${base}/slow`);
  await expect(response.text()).rejects.toThrow();
});

test('an answer beyond its size is refused', async () => {
  allowPrivate(true);
  const response = await guardedFetch({ maxBytes: 1_000 })(`${base}/huge`);
  await expect(response.text()).rejects.toThrow(/larger than allowed/);
});

test('an ordinary answer comes through', async () => {
  allowPrivate(true);
  expect(await (await guardedFetch()(`${base}/`)).text()).toBe('fine');
});
