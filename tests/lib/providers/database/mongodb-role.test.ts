import { afterAll, beforeAll, expect, test } from 'vitest';
import { roleOf } from '@/lib/providers/database/mongodb/role';
import { askRole } from '@/lib/providers/database/role';
import { mongoAdmin } from './support/admins';
import { answer, mongoUrl, subjectOn } from './support/subjects';

const subject = subjectOn('mongodb', 'role_shop');
const signal = AbortSignal.timeout(120_000);
const READER = 'role_reader';
const PASSWORD = 'Of-the-tests-alone-1';
let admin: Awaited<ReturnType<typeof mongoAdmin>>;

beforeAll(async () => {
  admin = await mongoAdmin(subject.server, 'role_shop');
  await admin.db.collection('things').insertOne({ a: 1 });
  await admin.db.admin().command({
    createUser: READER,
    pwd: PASSWORD,
    roles: [{ role: 'readAnyDatabase', db: 'admin' }],
  });
});
afterAll(async () => {
  await admin.db.admin().command({ dropUser: READER });
  await admin.close();
});

test('a user that reads is told to, and reads as before', async () => {
  const url = new URL(mongoUrl(subject.server));
  url.username = READER;
  url.password = PASSWORD;
  const session = subject.open({ connection_string: url.href });
  expect(await askRole(session, signal)).toEqual({ level: 'reads', rights: [], untried: [], reader: null });
  await answer(session, 'query', { operation: 'count', collection: 'things' });
  await session.close();
});

test('whoever set the server up may do far more than read', async () => {
  const session = subject.open();
  expect((await askRole(session, signal))?.level).toBe('dangerous');
  await session.close();
});

type Privileges = { resource: object; actions: string[] }[];
const READS = [
  'changeStream',
  'collStats',
  'dbHash',
  'dbStats',
  'find',
  'killCursors',
  'listCollections',
  'listIndexes',
  'planCacheRead',
];
const WRITES = [
  'insert',
  'update',
  'remove',
  'createIndex',
  'dropIndex',
  'createCollection',
  'dropCollection',
  'collMod',
];
const USERS = [
  'changeCustomData',
  'changePassword',
  'createRole',
  'createUser',
  'dropRole',
  'dropUser',
  'grantRole',
  'revokeRole',
  'viewRole',
  'viewUser',
];
const shop = { db: 'shop', collection: '' };

/** What a server of MongoDB itself says of its own roles, which the tests have no server for. */
const statusOf = (roles: string[], privileges: Privileges, users: unknown[] = [{ user: 'u', db: 'admin' }]) => ({
  authInfo: {
    authenticatedUsers: users,
    authenticatedUserRoles: roles.map((role) => ({ role, db: 'admin' })),
    authenticatedUserPrivileges: privileges,
  },
  ok: 1,
});

test.each([[['readWriteAnyDatabase', 'clusterAdmin']], [['dbOwner']], [['read']], [[]]])(
  'a server that lists no privileges for a user of %s has not said that the user only reads',
  (roles) => expect(roleOf(statusOf(roles, [])).level).toBe('unknown'),
);

test.each<[what: string, status: unknown, level: string, rights: string[]]>([
  ['read', statusOf(['read'], [{ resource: shop, actions: READS }]), 'reads', []],
  [
    'readAnyDatabase',
    statusOf(
      ['readAnyDatabase'],
      [
        { resource: { db: '', collection: '' }, actions: READS },
        { resource: { cluster: true }, actions: ['listDatabases'] },
      ],
    ),
    'reads',
    [],
  ],
  [
    'readWrite',
    statusOf(['readWrite'], [{ resource: shop, actions: [...READS, ...WRITES] }]),
    'writes',
    ['write_collections', 'change_collections'],
  ],
  [
    'dbOwner',
    statusOf(['dbOwner'], [{ resource: shop, actions: [...READS, ...WRITES, ...USERS] }]),
    'dangerous',
    ['create_roles', 'write_collections', 'change_collections'],
  ],
  ['userAdmin', statusOf(['userAdmin'], [{ resource: shop, actions: USERS }]), 'dangerous', ['create_roles']],
  ['root', statusOf(['root'], []), 'dangerous', ['superuser']],
  [
    'a role of its own over everything',
    statusOf(['own'], [{ resource: { anyResource: true }, actions: ['find'] }]),
    'dangerous',
    ['superuser'],
  ],
  ['nobody, where nobody signs in', statusOf([], [], []), 'dangerous', ['superuser']],
  [
    'clusterMonitor',
    statusOf(
      ['clusterMonitor'],
      [
        {
          resource: { cluster: true },
          actions: ['serverStatus', 'top', 'inprog', 'replSetGetStatus', 'getParameter', 'connPoolStats'],
        },
      ],
    ),
    'dangerous',
    ['see_sessions'],
  ],
  [
    'what else clusterMonitor shows since 6.0',
    statusOf(
      ['clusterMonitor'],
      [
        {
          resource: { cluster: true },
          actions: ['allCollectionStats', 'operationMetrics', 'shardedDataDistribution', 'shardingState', 'useUUID'],
        },
        { resource: { db: '', collection: '' }, actions: ['getDatabaseVersion', 'getShardVersion', 'indexStats'] },
      ],
    ),
    'reads',
    [],
  ],
  [
    'what clusterMonitor shows of queries',
    statusOf(['clusterMonitor'], [{ resource: { cluster: true }, actions: ['listSampledQueries'] }]),
    'dangerous',
    ['see_sessions'],
  ],
  [
    'enableSharding',
    statusOf(
      ['enableSharding'],
      [
        {
          resource: { db: '', collection: '' },
          actions: ['analyzeShardKey', 'enableSharding', 'moveCollection', 'reshardCollection'],
        },
      ],
    ),
    'writes',
    ['change_collections'],
  ],
  [
    'backup, which lists everything and is no superuser',
    statusOf(
      ['backup'],
      [
        { resource: { anyResource: true }, actions: ['collStats', 'listCollections', 'listIndexes'] },
        { resource: { db: '', collection: '' }, actions: ['find'] },
        { resource: { cluster: true }, actions: ['appendOplogNote', 'getParameter', 'listDatabases', 'serverStatus'] },
        { resource: { db: 'config', collection: 'settings' }, actions: ['find', 'insert', 'update'] },
      ],
    ),
    'dangerous',
    ['change_server'],
  ],
  [
    'clusterManager, which checks everything and is no superuser',
    statusOf(
      ['clusterManager'],
      [
        { resource: { anyResource: true }, actions: ['dbCheck'] },
        { resource: { db: 'local', collection: '' }, actions: ['insert', 'update', 'remove'] },
      ],
    ),
    'dangerous',
    ['change_server'],
  ],
  [
    'restore, which writes users of any database',
    statusOf(
      ['restore'],
      [{ resource: { db: '', collection: 'system.users' }, actions: ['find', 'insert', 'update'] }],
    ),
    'dangerous',
    ['create_roles'],
  ],
  [
    'dbAdmin',
    statusOf(
      ['dbAdmin'],
      [{ resource: shop, actions: ['collStats', 'compact', 'planCacheWrite', 'storageDetails', 'validate'] }],
    ),
    'writes',
    ['change_collections'],
  ],
  [
    'every action on one database',
    statusOf(['own'], [{ resource: shop, actions: ['anyAction'] }]),
    'dangerous',
    ['superuser'],
  ],
  [
    'an action on a collection that is new',
    statusOf(['own'], [{ resource: shop, actions: ['find', 'foldCollection'] }]),
    'writes',
    ['change_collections'],
  ],
  [
    'clusterManager and hostManager',
    statusOf(
      ['clusterAdmin'],
      [{ resource: { cluster: true }, actions: ['shutdown', 'setParameter', 'killop', 'replSetConfigure'] }],
    ),
    'dangerous',
    ['replicate', 'signal_sessions', 'change_server'],
  ],
  [
    'rows of users',
    statusOf(['own'], [{ resource: { db: 'admin', collection: 'system.users' }, actions: ['insert'] }]),
    'dangerous',
    ['create_roles'],
  ],
  [
    'an action that is new',
    statusOf(['own'], [{ resource: { cluster: true }, actions: ['launchRockets'] }]),
    'dangerous',
    ['change_server'],
  ],
])('tells what a user may do: %s', (_, status, level, rights) => {
  const role = roleOf(status);
  expect({ level: role.level, rights: role.rights.map(({ right }) => right) }).toEqual({ level, rights });
});

test('a right is shown with where it comes from', () => {
  const { rights } = roleOf(statusOf(['readWrite'], [{ resource: shop, actions: ['insert', 'update'] }]));
  expect(rights).toEqual([{ right: 'write_collections', level: 'writes', names: ['shop.*'] }]);
});
