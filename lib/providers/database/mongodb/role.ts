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
  if (administers.length > 0 || privileges.some(({ resource }) => resource.anyResource)) {
    return toRole([{ right: 'superuser', names: administers.map(({ role }) => role) }]);
  }
  const { level, rights } = toRole(privileges.flatMap(findingsOf));
  return {
    level,
    rights: rights.map((right) => ({ ...right, names: right.names.slice(0, EXAMPLES) })),
    untried: [],
    reader: null,
  };
}

const ACTIONS: Record<string, DatabaseRight> = {
  ...rightOf('create_roles', 'createUser dropUser changePassword grantRole revokeRole createRole dropRole updateRole'),
  ...rightOf('create_roles', 'changeAnyPassword updateUser setAuthenticationRestriction impersonate'),
  ...rightOf('signal_sessions', 'killop killAnySession killAnyCursor'),
  ...rightOf('see_sessions', 'inprog listSessions'),
  ...rightOf('replicate', 'applyOps internal replSetConfigure replSetReconfig resync'),
  ...rightOf('write_collections', 'insert update remove bypassDocumentValidation convertToCapped emptycapped'),
  ...rightOf('change_collections', 'createCollection dropCollection createIndex dropIndex collMod compact reIndex'),
  ...rightOf('change_collections', 'dropDatabase renameCollectionSameDB enableProfiler createSearchIndexes'),
  ...rightOf('change_collections', 'dropSearchIndex updateSearchIndex analyze'),
};

function rightOf(right: DatabaseRight, actions: string): Record<string, DatabaseRight> {
  return Object.fromEntries(actions.split(' ').map((action) => [action, right]));
}

/** On the whole server, these show how it is doing. What is not known changes it. */
const HARMLESS_ON_SERVER =
  /^(get|list|find$|connPoolStats|replSetGet|serverStatus|top$|hostInfo|netstat|validate|checkFreeMonitoringStatus|useUUID|shardingState|collStats|dbStats|dbHash|indexStats|queryStats|checkMetadataConsistency|inprog$)/;

/** Users and their rights are documents of these. */
const OF_USERS = /^system\.(users|roles|version)$/;

function findingsOf({ resource, actions }: Privilege): Finding[] {
  const { cluster = false, db = '', collection = '' } = resource;
  const place = cluster ? '' : `${db || '*'}.${collection || '*'}`;
  return actions.flatMap((action) => {
    const right = ACTIONS[action] ?? (cluster && !HARMLESS_ON_SERVER.test(action) ? 'change_server' : null);
    if (!right) return [];
    const reachesUsers = right === 'write_collections' && db === 'admin' && OF_USERS.test(collection);
    const found: Finding = { right: reachesUsers ? 'create_roles' : right, names: [place || action] };
    return [found];
  });
}
