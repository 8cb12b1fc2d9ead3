import { expect, test } from 'vitest';
import { POST as connect } from '@/app/api/databases/connect/route';
import { GET as list } from '@/app/api/databases/route';
import {
  column,
  END,
  length,
  packets,
  startLyingMySql,
  text,
} from '@/tests/lib/providers/database/support/lying-mysql';
import { useShop } from '@/tests/support/shop-database';

const { shop, answer } = useShop();

test.each([
  ['that PostgreSQL cannot keep', '8.4\0.0', '8.4\ufffd.0'],
  ['of a megabyte', '8'.repeat(1024 * 1024), '8'.repeat(100)],
])('a server whose version is a text %s can be connected', async (_what, version, shown) => {
  const server = await startLyingMySql('question', (first) =>
    packets(first, [length(2), column('a'), column('b'), END, Buffer.concat([text(version), text('')]), END]),
  );
  const fields = { ...shop, db_type: 'mysql', connection_name: 'Liar', port: server.port };
  const { status, body } = await answer(connect, { body: { ...fields, accept_dangerous_role: true } });
  expect([status, body]).toEqual([201, expect.objectContaining({ status: 'connected' })]);
  const { databases } = (await answer(list, {})).body;
  expect(databases).toContainEqual(expect.objectContaining({ db_id: body.db_id, server_version: shown }));
  await server.close();
});
