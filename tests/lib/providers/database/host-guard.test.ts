import { createServer } from 'node:net';
import { describe, expect, inject, test } from 'vitest';
import { AppError } from '@/lib/errors';
import type { ResolveHost } from '@/lib/providers/database/kind';
import { mongoUrl, subjectOn } from './support/subjects';

const KINDS = ['postgres', 'mariadb', 'mysql', 'redis', 'mongodb'] as const;
const never = new AbortController().signal;

/** Opens the server under another name, with a guard that decides where that name leads. */
function open(name: (typeof KINDS)[number], host: string, resolveHost: ResolveHost, port?: number) {
  const subject = subjectOn(name, name === 'redis' ? '0' : 'shop');
  const { server } = subject;
  const reach =
    name === 'mongodb'
      ? { connection_string: mongoUrl(server, { ...(port && { port }) }).replace('127.0.0.1', host) }
      : { host, ...(port && { port }) };
  return subject.kind.open(subject.kind.parseSettings({ ...subject.settings, ...reach }), { resolveHost });
}

describe.each(KINDS)('%s', (name) => {
  test('dials the address that was checked, and asks the name of nobody else', { timeout: 20_000 }, async () => {
    const asked: string[] = [];
    const session = open(name, 'db.patchbay.test', async (host) => {
      asked.push(host);
      return { address: '127.0.0.1', family: 4 };
    });
    await expect(session.test(never)).resolves.toMatchObject({ latencyMs: expect.any(Number) });
    expect(new Set(asked)).toEqual(new Set(['db.patchbay.test']));
    await session.close();
  });

  test('opens no socket for a host that the guard refuses', { timeout: 20_000 }, async () => {
    let knocks = 0;
    const bait = createServer((socket) => {
      knocks++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
    const address = bait.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    for (const host of ['127.0.0.1', 'inside.example']) {
      const session = open(name, host, refuse, port);
      await expect(session.test(never)).rejects.toMatchObject({ code: 'forbidden' });
      await session.close();
    }
    expect(knocks).toBe(0);
    bait.close();
  });

  test('checks a name again when it is opened again, and follows no change in between', {
    timeout: 40_000,
  }, async () => {
    let isMoved = false;
    const session = open(name, 'moves.example', async (host) =>
      isMoved ? refuse(host) : { address: '127.0.0.1', family: 4 },
    );
    await session.test(never);
    isMoved = true;
    await session.close();
    await expect(session.test(never)).rejects.toMatchObject({ code: 'forbidden' });
    await session.close();
  });
});

test('a name that leads to a stranger is found out by its certificate', { timeout: 60_000 }, async () => {
  for (const name of ['postgres', 'mariadb', 'mysql', 'redis'] as const) {
    const { kind, settings, server } = subjectOn(name, name === 'redis' ? '0' : 'shop');
    const { ca, tlsPort } = inject('databaseServers')[name];
    const changed = { ...settings, ssl: true, ca, port: tlsPort ?? server.port };
    const resolveHost: ResolveHost = async () => ({ address: '127.0.0.1', family: 4 });
    for (const [host, isRight] of [
      ['db.patchbay.test', true],
      ['127.0.0.1', true],
      ['bank.example', false],
      ['127.0.0.2', false],
    ] as const) {
      const session = kind.open(kind.parseSettings({ ...changed, host }), { resolveHost });
      const outcome = await session.test(never).then(
        () => true,
        (error) => error,
      );
      if (isRight) expect(outcome, `${name} ${host}`).toBe(true);
      else
        expect(outcome, `${name} ${host}`).toMatchObject({
          code: 'provider_rejected',
          detail: { fields: { host: expect.any(String) } },
        });
      await session.close();
    }
  }
});

async function refuse(host: string): Promise<never> {
  throw new AppError(
    'forbidden',
    `The host ${host} is in an address range that this installation does not connect to.`,
  );
}
