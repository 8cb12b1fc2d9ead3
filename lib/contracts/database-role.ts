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
  run_scripts: 'dangerous',
  signal_sessions: 'dangerous',
  see_sessions: 'dangerous',
  see_passwords: 'dangerous',
  change_server: 'dangerous',
  reach_servers: 'dangerous',
  act_as_users: 'dangerous',
  grant_rights: 'dangerous',
  write_all_data: 'writes',
  own_tables: 'writes',
  change_objects: 'writes',
  write_tables: 'writes',
  write_keys: 'writes',
  write_collections: 'writes',
  use_sequences: 'writes',
  create_databases: 'writes',
  create_schemas: 'writes',
  create_tables: 'writes',
  change_tables: 'writes',
  change_collections: 'writes',
  run_routines: 'writes',
  run_as_owner: 'writes',
  lock_tables: 'writes',
  maintain_tables: 'writes',
  checkpoint: 'writes',
  bypass_row_security: 'writes',
} as const satisfies Record<string, 'writes' | 'dangerous'>;

export type DatabaseRight = keyof typeof RIGHT_LEVEL;
/** The worst first. */
export const RIGHTS = Object.keys(RIGHT_LEVEL) as [DatabaseRight, ...DatabaseRight[]];

const Right = z.object({
  right: z.enum(RIGHTS).describe('What the user may do.'),
  level: z.enum(['writes', 'dangerous']).describe('`dangerous` reaches past the data, to files, programs and users.'),
  names: z.array(z.string()).meta({
    description: 'Some of the tables, schemas or roles that give the right; empty when it is the user’s own.',
    examples: [['public.orders']],
  }),
});

/** How to get a role that only reads, where the kind of database knows of roles and this one is none. */
const ReaderPlan = z.object({
  can_create: z.boolean().describe('Whether these credentials may create the role.'),
  schemas: z
    .array(z.string())
    .nullable()
    .meta({ description: 'The schemas to choose from; null when there is no choice.', examples: [['public']] }),
  sql: z.string().meta({
    description: 'What an administrator runs instead. `<password>` stands for one of their choice.',
    examples: ["create role patchbay_reader login password '<password>';"],
  }),
});

export const DatabaseRole = z
  .object({
    level: z
      .enum(['reads', 'writes', 'dangerous', 'unknown'])
      .describe('`reads` and nothing else; `unknown` when the server could not be asked.'),
    rights: z.array(Right).describe('What it may do beside reading, the worst first.'),
    untried: z
      .array(z.string())
      .default([])
      .meta({
        description:
          'Commands that could not be tried without doing harm, the worst first: whether the user may do them is not known.',
        examples: [['FLUSHALL']],
      }),
    reader: ReaderPlan.nullable().describe('How to get a role that only reads; null where this is one.'),
  })
  .meta({ id: 'DatabaseRole' });
export type DatabaseRole = z.infer<typeof DatabaseRole>;

/** A role that was created, with where to connect as it. The password is shown this once. */
export const CreatedReader = z
  .object({
    host: z.string().meta({ description: 'The host of the server.', examples: ['db.example.com'] }),
    port: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Its port; null is the usual one.', examples: [5432] }),
    database: z
      .string()
      .nullable()
      .meta({ description: 'The database.', examples: ['orders'] }),
    ssl: z.boolean().describe('Whether the connection is encrypted.'),
    username: z.string().meta({ description: 'The name of the new role.', examples: ['patchbay_reader_x1y2z3'] }),
    password: z.string().meta({ description: 'Its password, told this once.', examples: ['correct horse battery'] }),
  })
  .meta({ id: 'CreatedReader' });
export type CreatedReader = z.infer<typeof CreatedReader>;

/** Beside the fields of the form. */
export const ReaderRequest = {
  schemas: z
    .array(z.string().min(1).max(63))
    .min(1)
    .max(1000)
    .optional()
    .meta({
      description: 'The schemas to read, where `reader.schemas` of the test lists some; all of them when absent.',
      examples: [['public']],
    }),
  idempotency_key: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({
      description: 'Sending it again gives the same role a new password, in place of a second role.',
      examples: ['reader-of-orders'],
    }),
};
