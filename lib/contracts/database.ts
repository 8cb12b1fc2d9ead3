import * as z from 'zod';
import { DatabaseRole, ReaderRequest } from './database-role';
import { Json, JsonObject } from './json';
import { Outage } from './outage';
import { ConnectionStatus } from './profile';

/** Which kinds there are is the provider's business; `GET /api/databases/types` lists them. */
export const DatabaseTypeId = z.string().min(1).max(30);

export const DatabaseType = z
  .object({ db_type: DatabaseTypeId, name: z.string(), description: z.string(), icon: z.string() })
  .meta({ id: 'DatabaseType' });
export type DatabaseType = z.infer<typeof DatabaseType>;

export const DatabaseTypeList = z.object({ types: z.array(DatabaseType) }).meta({ id: 'DatabaseTypeList' });

export const DatabaseField = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.enum(['text', 'number', 'password', 'checkbox', 'textarea', 'select']),
    required: z.boolean().optional(),
    default: Json.optional(),
    placeholder: z.string().optional(),
    help: z.string().optional(),
    options: z.array(Json).optional(),
    /** Asked for only on demand. */
    advanced: z.boolean().optional(),
  })
  .meta({ id: 'DatabaseField' });
export type DatabaseField = z.infer<typeof DatabaseField>;

export const DatabaseForm = z
  .object({ db_type: DatabaseTypeId, name: z.string(), fields: z.array(DatabaseField) })
  .meta({ id: 'DatabaseForm' });
export type DatabaseForm = z.infer<typeof DatabaseForm>;

export const DatabaseFormQuery = z.object({ db_type: DatabaseTypeId });

/** The fields of the form beside these; which there are depends on the kind, and is checked by it. */
const Filled = { user_id: z.string().optional(), name: z.string().max(100).optional() };

/** Says that the user of the database may do far more than read, and that this is known. Asked for, never kept. */
const Accepting = { accept_dangerous_role: z.boolean().optional() };

export const NewDatabase = z.object({ ...Filled, ...Accepting, db_type: DatabaseTypeId }).catchall(Json);
export type NewDatabase = z.infer<typeof NewDatabase>;

export const ConnectedDatabase = z
  .object({ db_id: z.string(), name: z.string(), status: z.literal('connected') })
  .meta({ id: 'ConnectedDatabase' });
export type ConnectedDatabase = z.infer<typeof ConnectedDatabase>;

/** A failed try is an answer: `field` is the one to look at first, `fields` says what is wrong with each. */
export const DatabaseTest = z
  .object({
    success: z.boolean(),
    message: z.string(),
    latency_ms: z.number().nullable(),
    server_version: z.string().nullable(),
    /** What answered: MariaDB is not MySQL, and Valkey is not Redis. */
    server_product: z.string().nullable(),
    /** What the user may do beside reading; null when the try failed, or where this kind of server is not asked. */
    role: DatabaseRole.nullable(),
    field: z.string().optional(),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'DatabaseTest' });
export type DatabaseTest = z.infer<typeof DatabaseTest>;

export const Database = z
  .object({
    db_id: z.string(),
    db_type: DatabaseTypeId,
    name: z.string(),
    host: z.string().nullable(),
    port: z.number().int().nullable(),
    database: z.string().nullable(),
    username: z.string().nullable(),
    ssl: z.boolean(),
    status: ConnectionStatus,
    /** Set while nobody answers for it. The status is what the server last said. */
    unreachable: Outage.nullable(),
    created_at: z.iso.datetime(),
    profile_id: z.uuid(),
    is_active: z.boolean(),
    server_product: z.string().nullable(),
    server_version: z.string().nullable(),
  })
  .meta({ id: 'Database' });
export type Database = z.infer<typeof Database>;

export const DatabaseList = z.object({ databases: z.array(Database) }).meta({ id: 'DatabaseList' });

/** With what the form shows of it. Secrets are not among the settings; `secrets` names those that are kept. */
export const DatabaseDetails = Database.extend({
  settings: JsonObject,
  secrets: z.array(z.string()),
  status_reason: z.string().nullable(),
  /** As it was last asked; null when it never was. */
  role: DatabaseRole.nullable(),
  allow_writes: z.boolean(),
  max_rows: z.number().int(),
  max_bytes: z.number().int(),
  timeout_s: z.number(),
  last_used_at: z.iso.datetime().nullable(),
  /** Names of its tools, saved queries included, as they are called. */
  tools: z.array(z.object({ name: z.string(), kind: z.string(), enabled: z.boolean() })),
}).meta({ id: 'DatabaseDetails' });
export type DatabaseDetails = z.infer<typeof DatabaseDetails>;

/** What is absent, or an empty secret, stays as it was; null takes it away. */
export const DatabaseChange = z.object({ ...Filled, ...Accepting, is_active: z.boolean().optional() }).catchall(Json);
export type DatabaseChange = z.infer<typeof DatabaseChange>;

/** The fields of the form, with credentials that may create a role. */
export const NewReader = z.object({ ...Filled, ...ReaderRequest, db_type: DatabaseTypeId }).catchall(Json);
export type NewReader = z.infer<typeof NewReader>;

/** Edits of the form, for credentials other than those that are kept. */
export const ReaderOfDatabase = z.object({ ...Filled, ...ReaderRequest }).catchall(Json);
export type ReaderOfDatabase = z.infer<typeof ReaderOfDatabase>;

export const DatabaseParams = z.object({ db_id: z.string().max(100) });

export const DatabaseRemoval = z.object({ user_id: z.string().optional(), db_id: z.string().max(100) });

export const DisconnectedDatabase = z
  .object({ success: z.literal(true), db_id: z.string(), status: z.literal('disconnected') })
  .meta({ id: 'DisconnectedDatabase' });

/** `tool` is the kind of the tool, or the name of a saved query; `input` is what that tool takes. */
export const DatabaseQuery = z.object({
  user_id: z.string().optional(),
  tool: z.string().min(1).max(40).default('query'),
  input: JsonObject.default({}),
  /** The next page of a result that was too long for one answer. */
  cursor: z.string().max(500).optional(),
});
export type DatabaseQuery = z.infer<typeof DatabaseQuery>;

/** For the schema browser; which of them a kind knows is its own affair. */
export const DatabaseSchemaQuery = z.object({
  table: z.string().max(300).optional(),
  schema: z.string().max(300).optional(),
  collection: z.string().max(300).optional(),
  key: z.string().max(2000).optional(),
  search: z.string().max(300).optional(),
  cursor: z.string().max(500).optional(),
});
export type DatabaseSchemaQuery = z.infer<typeof DatabaseSchemaQuery>;
