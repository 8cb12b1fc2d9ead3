import { beforeAll, beforeEach, expect } from 'vitest';
import { POST as connect } from '@/app/api/databases/connect/route';
import { randomSlug } from '@/lib/platform/seal/token';
import { ask, type Question } from './ask';
import { useDatabase } from './database';
import { makeWorkspace, type TestWorkspace } from './people';

const PASSWORD = 'p@ss:w/rd#1 %-never-shown';
const OTHER_PASSWORD = 'another-one-never-shown';

/** A customer's database: a role and a schema of their own on the server that the tests have anyway. */
export function useShop() {
  const own = useDatabase();
  const server = new URL(own.ownerUrl);
  const role = `customer_${randomSlug(8)}`;
  const shop = {
    db_type: 'postgres',
    host: server.hostname,
    port: Number(server.port),
    database: server.pathname.slice(1),
    username: role,
    password: PASSWORD,
  };
  let workspace: TestWorkspace;

  beforeAll(async () => {
    await own.query('drop schema if exists shop cascade');
    await own.query('create schema shop');
    await own.query('create table shop.orders (id int primary key, customer text not null, total numeric(10,2))');
    await own.query(`insert into shop.orders select n, 'customer ' || n % 3, n * 1.5 from generate_series(1, 9) n`);
    await own.query(`create role ${role} login password '${PASSWORD}'`);
    await own.query(`grant usage on schema shop to ${role}`);
    await own.query(`grant all on shop.orders to ${role}`);
  });
  beforeEach(async () => {
    workspace = await makeWorkspace();
  });

  /** Whatever was asked and by whom: no answer holds a password. */
  async function answer(handler: unknown, question: Question) {
    const response = await ask(handler, { as: workspace.member, ...question });
    const text = await response.text();
    for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), OTHER_PASSWORD]) expect(text).not.toContain(secret);
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  async function connected(fields: Record<string, unknown> = {}, more: Question = {}): Promise<string> {
    const { status, body } = await answer(connect, { ...more, body: { ...shop, name: 'The shop', ...fields } });
    expect([status, body.status]).toEqual([201, 'connected']);
    return body.db_id;
  }

  return { own, shop, role, workspace: () => workspace, answer, connected, PASSWORD, OTHER_PASSWORD };
}

/** The parameters of a path that names a database. */
export function on(db_id: string, more: Record<string, string> = {}) {
  return { params: { db_id, ...more } };
}

export const ORDERS_OF = {
  name: 'orders_of',
  description: 'The orders of one customer.',
  parameters: [{ name: 'customer', type: 'string', description: 'Whose' }],
  statement: 'select id from shop.orders where customer = :customer order by id',
};
