import * as z from 'zod';

/**
 * What a user of a database server may do beyond reading. `dangerous` rights reach past the data, to the server's files,
 * programs, sessions and users: connecting with one has to be accepted.
 */
export const RIGHT_LEVEL = {
  superuser: 'dangerous',
  provider_admin: 'dangerous',
  create_roles: 'dangerous',
  replicate: 'dangerous',
  create_subscriptions: 'dangerous',
  read_files: 'dangerous',
  write_files: 'dangerous',
  run_programs: 'dangerous',
  signal_sessions: 'dangerous',
  write_all_data: 'writes',
  own_tables: 'writes',
  write_tables: 'writes',
  use_sequences: 'writes',
  create_databases: 'writes',
  create_schemas: 'writes',
  create_tables: 'writes',
  maintain_tables: 'writes',
  checkpoint: 'writes',
  bypass_row_security: 'writes',
} as const satisfies Record<string, 'writes' | 'dangerous'>;

export type DatabaseRight = keyof typeof RIGHT_LEVEL;
/** The worst first. */
export const RIGHTS = Object.keys(RIGHT_LEVEL) as [DatabaseRight, ...DatabaseRight[]];

const Right = z.object({
  right: z.enum(RIGHTS),
  level: z.enum(['writes', 'dangerous']),
  /** Some of the tables, schemas or roles that give the right; empty when it is the user's own. */
  names: z.array(z.string()),
});

/** How to get a role that only reads, where the kind of database knows of roles and this one is none. */
const ReaderPlan = z.object({
  /** Whether these credentials may create the role. */
  can_create: z.boolean(),
  /** The schemas to choose from; null when one right covers them all. */
  schemas: z.array(z.string()).nullable(),
  /** What an administrator runs instead. `<password>` stands for one of their choice. */
  sql: z.string(),
});

export const DatabaseRole = z
  .object({
    /** `reads` and nothing else; `unknown` when the server could not be asked. */
    level: z.enum(['reads', 'writes', 'dangerous', 'unknown']),
    rights: z.array(Right),
    reader: ReaderPlan.nullable(),
  })
  .meta({ id: 'DatabaseRole' });
export type DatabaseRole = z.infer<typeof DatabaseRole>;

/** A role that was created, with where to connect as it. The password is shown this once. */
export const CreatedReader = z
  .object({
    host: z.string(),
    port: z.number().int().nullable(),
    database: z.string().nullable(),
    ssl: z.boolean(),
    username: z.string(),
    password: z.string(),
  })
  .meta({ id: 'CreatedReader' });
export type CreatedReader = z.infer<typeof CreatedReader>;

/** Beside the fields of the form. */
export const ReaderRequest = {
  /** The schemas to read, where `reader.schemas` of the test lists some; all of them when absent. */
  schemas: z.array(z.string().min(1).max(63)).min(1).max(1000).optional(),
  /** Sending it again gives the same role a new password, in place of a second role. */
  idempotency_key: z.string().min(1).max(255).optional(),
};
