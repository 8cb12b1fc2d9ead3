import { describe, expect, test, vi } from 'vitest';
import { POST as connect } from '@/app/api/databases/connect/route';
import { GET as list } from '@/app/api/databases/route';
import { POST as tryOut } from '@/app/api/databases/test/route';
import { forget } from '@/lib/platform/once';
import { useShop } from '@/tests/support/shop-database';

const { shop, answer } = useShop();

describe('trying', () => {
  test('a try that works says how fast and what answered, and saves nothing', async () => {
    const { status, body } = await answer(tryOut, { body: shop });
    expect([status, body]).toEqual([
      200,
      {
        success: true,
        message: expect.stringMatching(/^Connected to PostgreSQL \d+/),
        latency_ms: expect.any(Number),
        server_version: expect.stringMatching(/^\d+/),
        server_product: 'PostgreSQL',
        role: expect.objectContaining({ level: 'writes' }),
      },
    ]);
    expect((await answer(list, {})).body.databases).toEqual([]);
  });

  test.each([
    [{ password: 'wrong' }, 'password'],
    [{ database: 'not_there' }, 'database'],
    [{ port: 1 }, 'port'],
    [{ port: 99_999 }, 'port'],
    [{ host: 'no-such-host.invalid' }, 'host'],
    [{ ssl: true }, 'ssl'],
    [{ host: undefined }, 'host'],
  ])('%o is an answer that names the field', async (wrong, field) => {
    const { status, body } = await answer(tryOut, { body: { ...shop, ...wrong } });
    expect([status, body.success, body.field]).toEqual([200, false, field]);
    expect(body.fields[field]).toMatch(/^[A-Z][^:]+\.$/);
  });

  test('an address of the inner network is refused where the operator does not allow it', async () => {
    vi.stubEnv('ALLOW_PRIVATE_HOSTS', 'false');
    forget('env');
    const { body } = await answer(tryOut, { body: shop });
    expect([body.success, body.field]).toEqual([false, 'host']);
    vi.unstubAllEnvs();
    forget('env');
  });

  test('wrong settings are not saved, and the error names the field', async () => {
    const { status, body } = await answer(connect, { body: { ...shop, name: 'The shop', password: 'wrong' } });
    expect([status, body.error.code, Object.keys(body.error.fields)]).toEqual([502, 'provider_rejected', ['password']]);
    const nameless = await answer(connect, { body: shop });
    expect([nameless.status, Object.keys(nameless.body.error.fields)]).toEqual([422, ['connection_name']]);
    expect((await answer(list, {})).body.databases).toEqual([]);
  });
});
