import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { DatabaseKind, DatabaseSession } from '@/lib/providers/database/kind';
import { DatabaseSessions } from '@/lib/providers/database/sessions';

const io = { resolveHost: async () => ({ address: '127.0.0.1', family: 4 as const }) };

function countingKind() {
  const close = vi.fn(async () => {});
  const open = vi.fn(() => ({ close }) as unknown as DatabaseSession);
  return { kind: { id: 'postgres', open } as unknown as DatabaseKind, open, close };
}

test('a profile is opened once, however often it is used', async () => {
  const { kind, open } = countingKind();
  const sessions = new DatabaseSessions(io);
  const used = () => sessions.use('p', { kind, settings: { host: 'a' } }, async (session) => session);
  expect(await used()).toBe(await used());
  expect(open).toHaveBeenCalledTimes(1);
  await sessions.close();
});

test('changed settings open it anew, and the old one is closed after the calls that still run in it', async () => {
  const { kind, open, close } = countingKind();
  const sessions = new DatabaseSessions(io);
  let finish = () => {};
  const running = sessions.use(
    'p',
    { kind, settings: { host: 'a' } },
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  await sessions.use('p', { kind, settings: { host: 'b' } }, async () => {});
  expect(open).toHaveBeenCalledTimes(2);
  expect(close).not.toHaveBeenCalled();
  finish();
  await running;
  expect(close).toHaveBeenCalledTimes(1);
  await sessions.close();
});

test('what nobody uses for a while is closed', async () => {
  const { kind, close } = countingKind();
  const sessions = new DatabaseSessions(io, 20);
  await sessions.use('p', { kind, settings: {} }, async () => {});
  await sleep(60);
  expect(close).toHaveBeenCalledTimes(1);
  expect(sessions.size).toBe(0);
});

test('a removed profile is closed at once', async () => {
  const { kind, close } = countingKind();
  const sessions = new DatabaseSessions(io);
  await sessions.use('p', { kind, settings: {} }, async () => {});
  await sessions.close('p');
  expect(close).toHaveBeenCalledTimes(1);
});
