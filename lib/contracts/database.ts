import * as z from 'zod';
import { DatabaseRole, ReaderRequest } from './database-role';
import { DatabaseId, EndUserId, ProfileId } from './ids';
import { Json, JsonObject } from './json';
import { Unreachable } from './outage';
import { ConnectionStatus, StatusReason } from './profile';
import { CreatedAt, LastUsedAt } from './time';

/** Which kinds there are is the provider's business; `GET /api/databases/types` lists them. */
export const DatabaseTypeId = z
  .string()
  .min(1)
  .max(30)
  .meta({ description: 'The kind of database, from `GET /api/databases/types`.', examples: ['postgres'] });
const DatabaseName = z.string().meta({ description: 'What people call the database.', examples: ['Orders'] });
const KindName = z.string().meta({ description: 'The name of the kind.', examples: ['PostgreSQL'] });

export const DatabaseType = z
  .object({
    db_type: DatabaseTypeId,
    name: KindName,
    description: z.string().meta({
      description: 'What it is, in a line.',
      examples: ['Schema, read-only queries and saved queries of a PostgreSQL database of your own, as tools.'],
    }),
    icon: z.string().meta({ description: 'Where its picture is.', examples: ['/icons/databases/postgres.svg'] }),
  })
  .meta({ id: 'DatabaseType' });
export type DatabaseType = z.infer<typeof DatabaseType>;

export const DatabaseTypeList = z
  .object({ types: z.array(DatabaseType).describe('Every kind that can be connected.') })
  .meta({ id: 'DatabaseTypeList' });

export const DatabaseField = z
  .object({
    name: z.string().meta({ description: 'The field, as it is sent.', examples: ['host'] }),
    label: z.string().meta({ description: 'The field, as people are shown it.', examples: ['Host'] }),
    type: z.enum(['text', 'number', 'password', 'checkbox', 'textarea', 'select']).describe('How it is asked for.'),
    required: z.boolean().optional().describe('Whether it must be filled in.'),
    default: Json.optional().meta({ description: 'What holds when it is left out.', examples: [5432] }),
    placeholder: z
      .string()
      .optional()
      .meta({ description: 'What an answer looks like.', examples: ['db.example.com'] }),
    help: z
      .string()
      .optional()
      .meta({ description: 'What the person should know.', examples: ['A user that may only read is enough.'] }),
    options: z
      .array(Json)
      .optional()
      .meta({ description: 'What a `select` lets people choose.', examples: [['primary', 'secondary']] }),
    advanced: z.boolean().optional().describe('Whether it is shown only on demand.'),
  })
  .meta({ id: 'DatabaseField' });
export type DatabaseField = z.infer<typeof DatabaseField>;

export const DatabaseForm = z
  .object({
    db_type: DatabaseTypeId,
    name: KindName,
    fields: z.array(DatabaseField).describe('What to fill in, in this order.'),
  })
  .meta({ id: 'DatabaseForm' });
export type DatabaseForm = z.infer<typeof DatabaseForm>;

export const DatabaseFormQuery = z.object({ db_type: DatabaseTypeId });

/** The fields of the form beside these; which there are depends on the kind, and is checked by it. */
const Filled = { user_id: EndUserId.optional(), name: DatabaseName.max(100).optional() };

/** Says that the user of the database may do far more than read, and that this is known. Asked for, never kept. */
const Accepting = {
  accept_dangerous_role: z
    .boolean()
    .optional()
    .describe('Connect although the user may do far more than read; without it that is refused.'),
};

export const NewDatabase = z
  .object({ ...Filled, ...Accepting, db_type: DatabaseTypeId })
  .catchall(Json)
  .meta({
    examples: [
      {
        db_type: 'postgres',
        name: 'Orders',
        host: 'db.example.com',
        port: 5432,
        database: 'orders',
        username: 'reader',
        password: 'correct horse battery',
        ssl: true,
      },
    ],
  });
export type NewDatabase = z.infer<typeof NewDatabase>;

export const ConnectedDatabase = z
  .object({
    db_id: DatabaseId,
    name: DatabaseName,
    status: z.literal('connected').describe('Always `connected`; a failure is an error.'),
  })
  .meta({ id: 'ConnectedDatabase' });
export type ConnectedDatabase = z.infer<typeof ConnectedDatabase>;

const ServerVersion = z
  .string()
  .nullable()
  .meta({ description: 'The version of the server.', examples: ['17.2'] });
/** MariaDB is not MySQL, and Valkey is not Redis. */
const ServerProduct = z
  .string()
  .nullable()
  .meta({ description: 'The product that answered.', examples: ['PostgreSQL'] });

/** A failed try is an answer. */
export const DatabaseTest = z
  .object({
    success: z.boolean().describe('Whether the database let us in.'),
    message: z
      .string()
      .meta({ description: 'How it went, for people to read.', examples: ['Connected to PostgreSQL 17.2.'] }),
    latency_ms: z
      .number()
      .nullable()
      .meta({ description: 'How long the server took to answer.', examples: [12] }),
    server_version: ServerVersion,
    server_product: ServerProduct,
    role: DatabaseRole.nullable().describe('What the user may do beside reading; null when that was not asked.'),
    field: z
      .string()
      .optional()
      .meta({ description: 'The field to look at first.', examples: ['password'] }),
    fields: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'What is wrong with each field.', examples: [{ password: 'The password is wrong.' }] }),
  })
  .meta({ id: 'DatabaseTest' });
export type DatabaseTest = z.infer<typeof DatabaseTest>;

export const Database = z
  .object({
    db_id: DatabaseId,
    db_type: DatabaseTypeId,
    name: DatabaseName,
    host: z
      .string()
      .nullable()
      .meta({ description: 'Where the server is.', examples: ['db.example.com'] }),
    port: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Its port.', examples: [5432] }),
    database: z
      .string()
      .nullable()
      .meta({ description: 'The database on that server.', examples: ['orders'] }),
    username: z
      .string()
      .nullable()
      .meta({ description: 'Who it is opened as.', examples: ['reader'] }),
    ssl: z.boolean().describe('Whether the connection is encrypted.'),
    status: ConnectionStatus,
    unreachable: Unreachable,
    created_at: CreatedAt,
    profile_id: ProfileId,
    is_active: z.boolean().describe('Whether its tools can be called at all.'),
    server_product: ServerProduct,
    server_version: ServerVersion,
  })
  .meta({ id: 'Database' });
export type Database = z.infer<typeof Database>;

export const DatabaseList = z
  .object({ databases: z.array(Database).describe('Databases of the account, newest first.') })
  .meta({ id: 'DatabaseList' });

/** With what the form shows of it. Secrets are not among the settings; `secrets` names those that are kept. */
export const DatabaseDetails = Database.extend({
  settings: JsonObject.meta({
    description: 'What was filled in, secrets aside.',
    examples: [{ host: 'db.example.com', port: 5432, database: 'orders', username: 'reader', ssl: true }],
  }),
  secrets: z.array(z.string()).meta({ description: 'The secrets that are kept, by name.', examples: [['password']] }),
  status_reason: StatusReason,
  role: DatabaseRole.nullable().describe('What the user may do, as it was last asked; null when it never was.'),
  allow_writes: z.boolean().meta({ description: 'Whether the `write` tool may be called.', examples: [false] }),
  max_rows: z
    .number()
    .int()
    .meta({ description: 'At most this many rows in one result.', examples: [1000] }),
  max_bytes: z
    .number()
    .int()
    .meta({ description: 'At most this many bytes in one result.', examples: [1_048_576] }),
  timeout_s: z.number().meta({ description: 'The longest a statement may take, in seconds.', examples: [30] }),
  last_used_at: LastUsedAt,
  tools: z
    .array(
      z.object({
        name: z
          .string()
          .meta({ description: 'The tool, as agents call it.', examples: ['DB_QUERY_db_bh5hr8j6t3scr59al0cd1zo7a'] }),
        kind: z
          .string()
          .meta({ description: '`query`, `schema`, … or the name of a saved query.', examples: ['query'] }),
        enabled: z.boolean().describe('Whether agents may use it.'),
      }),
    )
    .describe('Its tools, saved queries included.'),
}).meta({ id: 'DatabaseDetails' });
export type DatabaseDetails = z.infer<typeof DatabaseDetails>;

/** What is absent, or an empty secret, stays as it was; null takes it away. */
export const DatabaseChange = z
  .object({
    ...Filled,
    ...Accepting,
    is_active: z.boolean().optional().describe('Whether its tools can be called at all.'),
  })
  .catchall(Json)
  .meta({ examples: [{ name: 'Orders (replica)', host: 'replica.example.com' }] });
export type DatabaseChange = z.infer<typeof DatabaseChange>;

/** The fields of the form, with credentials that may create a role. */
export const NewReader = z
  .object({ ...Filled, ...ReaderRequest, db_type: DatabaseTypeId })
  .catchall(Json)
  .meta({
    examples: [
      {
        db_type: 'postgres',
        host: 'db.example.com',
        port: 5432,
        database: 'orders',
        username: 'admin',
        password: 'correct horse battery',
        ssl: true,
      },
    ],
  });
export type NewReader = z.infer<typeof NewReader>;

/** Edits of the form, for credentials other than those that are kept. */
export const ReaderOfDatabase = z
  .object({ ...Filled, ...ReaderRequest })
  .catchall(Json)
  .meta({ examples: [{ username: 'admin', password: 'correct horse battery' }] });
export type ReaderOfDatabase = z.infer<typeof ReaderOfDatabase>;

export const DatabaseParams = z.object({ db_id: DatabaseId.max(100) });

export const DatabaseRemoval = z.object({ user_id: EndUserId.optional(), db_id: DatabaseId.max(100) });

export const DisconnectedDatabase = z
  .object({
    success: z.literal(true).describe('Always true; a failure is an error.'),
    db_id: DatabaseId,
    status: z.literal('disconnected').describe('Always `disconnected`.'),
  })
  .meta({ id: 'DisconnectedDatabase' });
