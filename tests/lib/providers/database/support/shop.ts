import { type Db, Long, ObjectId } from 'mongodb';
import type { RedisAdmin, SqlAdmin } from './admins';

const TABLES = [
  'create table customers (id int primary key, name varchar(50) not null, joined_on date)',
  'create table products (id int primary key, name varchar(50), price decimal(10,2))',
  `create table orders (id int primary key, customer_id int references customers (id), status varchar(10),
     total decimal(12,2), placed_at timestamp)`,
  'create table order_items (order_id int, product_id int, quantity int, primary key (order_id, product_id))',
  'create table events (id int primary key, note varchar(100), detail json)',
  "insert into customers values (1,'ann','2023-01-01'),(2,'bob','2023-05-06'),(3,'Alan','2024-02-29')",
  "insert into products values (1,'lamp',19.90),(2,'table',120.00),(3,'chair',45.50)",
  `insert into orders values (1,1,'paid',65.40,'2024-01-05 10:00:00'),(2,1,'open',19.90,'2024-01-20 11:30:00'),
     (3,2,'paid',120.00,'2024-02-03 09:15:00')`,
  'insert into order_items values (1,1,1),(1,3,1),(2,1,1),(3,2,1)',
  `insert into events values (1,'first','{"kind": "view"}'),(2,'','{"kind": "buy"}')`,
];

/** A small shop that analytical queries make sense on. */
export async function openShop(admin: SqlAdmin, dialect: 'postgres' | 'mysql'): Promise<void> {
  for (const statement of TABLES) await admin.run(statement);
  if (dialect === 'mysql') return;
  await admin.run('alter table events alter column detail type jsonb');
  await admin.run("alter table products add column tags text[] default '{home}'");
  await admin.run("create view paid_orders as select * from orders where status = 'paid'");
  await admin.run('create table odd_names (update int, delete int)');
}

export async function openRedisShop(client: RedisAdmin): Promise<void> {
  await client.mSet({ 'page:1:views': '10', 'page:2:views': '25' });
  for (const [at, name] of ['ann', 'bob'].entries()) await client.hSet(`user:${at + 1}`, { name, plan: 'pro' });
  await client.rPush('queue', ['b', 'a', 'c']);
  await client.sAdd('tags', ['a', 'b']);
  await client.sAdd('tags:2', ['b', 'c']);
  await client.zAdd('scores', [
    { value: 'ann', score: 30 },
    { value: 'bob', score: 12.5 },
  ]);
  await client.xAdd('events', '*', { kind: 'view' });
  await client.geoAdd('places', [
    { member: 'a', longitude: 4, latitude: 52 },
    { member: 'b', longitude: 5, latitude: 52 },
  ]);
  await client.pfAdd('visitors', ['x', 'y']);
}

export async function openMongoShop(db: Db): Promise<void> {
  await db.collection('customers').insertMany([
    { _id: new ObjectId('64b5f0c2a7d3e1f2a3b4c5d6'), name: 'ann', joined_on: new Date('2023-01-01') },
    { name: 'bob', joined_on: new Date('2023-05-06') },
  ]);
  await db.collection('orders').insertMany(
    ['paid', 'open', 'paid', 'void'].map((status, n) => ({
      ...{ n, status, customer: n % 2 ? 'bob' : 'ann', total: 12.5 * (n + 1), shipping: 4.9 },
      placed_at: new Date(Date.UTC(2024, n, 5)),
      items: [{ product: 'lamp', quantity: n + 1 }],
      serial: Long.fromString('9007199254740993'),
    })),
  );
}
