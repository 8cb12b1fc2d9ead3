import type { MongoClient } from 'mongodb';
import * as z from 'zod';
import type { DatabaseRight, DatabaseRole } from '@/lib/contracts/database-role';
import { type Finding, toRole, UNKNOWN_ROLE } from '../role';

/** Names of what a right comes from that are shown. */
const EXAMPLES = 3;

const Resource = z.object({
  anyResource: z.boolean().optional(),
  cluster: z.boolean().optional(),
  db: z.string().optional(),
  collection: z.string().optional(),
  system_buckets: z.string().optional(),
});
const ConnectionStatus = z.object({
  authInfo: z.object({
    authenticatedUsers: z.array(z.unknown()),
    authenticatedUserRoles: z.array(z.object({ role: z.string(), db: z.string() })),
    authenticatedUserPrivileges: z.array(z.object({ resource: Resource, actions: z.array(z.string()) })),
  }),
});
type Privilege = z.infer<typeof ConnectionStatus>['authInfo']['authenticatedUserPrivileges'][number];

/** What the user of this connection may do beyond reading, by any of its roles. Never fails. */
export async function checkRole(client: MongoClient, signal: AbortSignal): Promise<DatabaseRole> {
  try {
    const asked = { connectionStatus: 1, showPrivileges: true };
    return roleOf(await client.db('admin').command(asked, { signal }));
  } catch {
    return UNKNOWN_ROLE;
  }
}

export function roleOf(status: unknown): DatabaseRole {
  const { authInfo } = ConnectionStatus.parse(status);
  const {
    authenticatedUsers: users,
    authenticatedUserRoles: roles,
    authenticatedUserPrivileges: privileges,
  } = authInfo;
  // Nobody has to sign in there, so everybody may do everything.
  if (users.length === 0) return toRole([{ right: 'superuser', names: [] }]);
  const administers = roles.filter(({ role, db }) => (role === 'root' || role === '__system') && db === 'admin');
  if (administers.length > 0) return toRole([{ right: 'superuser', names: administers.map(({ role }) => role) }]);
  // A server that keeps no privileges, as FerretDB 1, lists none for anybody: it does not say that the user only reads.
  if (privileges.length === 0) return UNKNOWN_ROLE;
  const { level, rights } = toRole(privileges.flatMap(findingsOf));
  return {
    level,
    rights: rights.map((right) => ({ ...right, names: right.names.slice(0, EXAMPLES) })),
    untried: [],
    reader: null,
  };
}

const ACTIONS: Record<string, DatabaseRight> = {
  ...rightOf('superuser', 'anyAction internal'),
  ...rightOf(
    'create_roles',
    'createUser dropUser changePassword changeCustomData grantRole revokeRole createRole dropRole',
  ),
  ...rightOf('create_roles', 'setAuthenticationRestriction impersonate'),
  ...rightOf('signal_sessions', 'killop killAnySession killAnyCursor'),
  ...rightOf('see_sessions', 'inprog listSessions listSampledQueries queryStatsRead'),
  ...rightOf('replicate', 'applyOps replSetConfigure resync'),
  ...rightOf('write_collections', 'insert update remove bypassDocumentValidation convertToCapped emptycapped'),
  ...rightOf('change_collections', 'createCollection dropCollection createIndex dropIndex collMod compact reIndex'),
  ...rightOf('change_collections', 'dropDatabase renameCollectionSameDB enableProfiler createSearchIndexes'),
  ...rightOf('change_collections', 'dropSearchIndex updateSearchIndex analyze'),
  ...rightOf('change_server', 'dbCheck importCollection exportCollection'),
};

function rightOf(right: DatabaseRight, actions: string): Record<string, DatabaseRight> {
  return Object.fromEntries(actions.split(' ').map((action) => [action, right]));
}

/** These show data, or how a server is doing. What is not known changes the server, or the collections it is given on. */
const HARMLESS = new Set(
  `find killCursors changeStream collStats dbHash dbStats indexStats validate storageDetails splitVector analyzeShardKey
   planCacheRead listCollections listIndexes listSearchIndexes listDatabases listShards listCursors
   listCachedAndActiveUsers getCmdLineOpts getDefaultRWConcern getLog getParameter getShardMap getShardVersion
   getDatabaseVersion getClusterParameter getChangeStreamState connPoolStats hostInfo netstat operationMetrics
   replSetGetConfig replSetGetStatus serverStatus top useUUID shardingState allCollectionStats shardedDataDistribution
   queryStatsReadTransformed checkMetadataConsistency checkFreeMonitoringStatus viewRole viewUser changeOwnPassword
   changeOwnCustomData`.split(/\s+/),
);

/** Users and their rights are documents of these. */
const OF_USERS = /^system\.(users|roles|version)$/;
/** What the server keeps there makes it work: the log that it replicates, and where shards keep what. */
const OF_SERVER = new Set(['config', 'local']);

function findingsOf({ resource, actions }: Privilege): Finding[] {
  const { cluster = false, db = '', collection = '', system_buckets: buckets } = resource;
  const place = cluster ? '' : `${db || '*'}.${collection || (buckets ? `system.buckets.${buckets}` : '*')}`;
  return actions.flatMap((action): Finding[] => {
    const right = rightTo(action, resource);
    return right ? [{ right, names: [place || action] }] : [];
  });
}

function rightTo(action: string, resource: Privilege['resource']): DatabaseRight | null {
  const { anyResource = false, cluster = false, db = '', collection = '' } = resource;
  const right = ACTIONS[action];
  // Every collection, those of users among them. Built-in roles may only list, measure and check there.
  if (anyResource && (action === 'find' || (right && right !== 'change_server'))) return 'superuser';
  if (HARMLESS.has(action)) return null;
  if (!right) return cluster || anyResource ? 'change_server' : 'change_collections';
  if (right !== 'write_collections') return right;
  if (OF_USERS.test(collection) && (db === 'admin' || db === '')) return 'create_roles';
  return OF_SERVER.has(db) ? 'change_server' : right;
}
