import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../lib/stop';
import { installProgram } from './debian';

export type Certificates = {
  folder: string;
  caFile: string;
  certFile: string;
  keyFile: string;
  /** The authority that signed the server's certificate, and one that did not. */
  ca: string;
  strangersCa: string;
};

/** Made for one run: an authority, a certificate for localhost and the loopback addresses, and a stranger. */
export function makeCertificates(folder: string): Certificates {
  if (!installProgram('openssl', ['openssl']))
    throw new Stop('Install openssl: the tests make their certificates with it.');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // a server may read them as another user
  const file = (name: string) => path.join(folder, name);
  makeAuthority(folder, 'ca', 'Test authority');
  makeAuthority(folder, 'stranger', 'Another authority');
  writeFileSync(file('server.ext'), 'subjectAltName=DNS:localhost,DNS:db.patchbay.test,IP:127.0.0.1\n');
  openssl([
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-keyout',
    file('server.key'),
    '-out',
    file('server.csr'),
  ]);
  openssl([
    ...['x509', '-req', '-in', file('server.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'],
    ...['-days', '2', '-extfile', file('server.ext'), '-out', file('server.pem')],
  ]);
  chmodSync(file('server.key'), 0o600);
  return {
    folder,
    caFile: file('ca.pem'),
    certFile: file('server.pem'),
    keyFile: file('server.key'),
    ca: readFileSync(file('ca.pem'), 'utf8'),
    strangersCa: readFileSync(file('stranger.pem'), 'utf8'),
  };
}

function makeAuthority(folder: string, name: string, subject: string): void {
  const file = (ending: string) => path.join(folder, `${name}.${ending}`);
  openssl([
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${subject}`],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-keyout', file('key'), '-out', file('pem')],
  ]);
}

function openssl(args: string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Stop(`openssl ${args[0]} failed: ${stderr.trim()}`);
}
