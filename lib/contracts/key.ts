import * as z from 'zod';
import { AgentId, EndUserId, KeyId, MemberId } from './ids';
import { Scope } from './scope';
import { anyTime, CreatedAt, LastUsedAt, time } from './time';
import { PersonNameText } from './user';

export const ActsAs = z
  .enum(['me', 'any_user'])
  .describe('`me`: always the one account. `any_user`: whichever user its caller names, for backends.');
export type ActsAs = z.infer<typeof ActsAs>;

const NAME = { description: 'What people call the key.', examples: ['My laptop'] };
const Scopes = z
  .array(Scope)
  .meta({ description: 'What the key may do.', examples: [['tools:read', 'tools:execute']] });
const ExpiresAt = time('When it ends; null when it does not.')
  .nullable()
  .meta({ examples: [null] });

export const Key = z
  .object({
    id: KeyId,
    name: z.string().meta(NAME),
    prefix: z
      .string()
      .meta({ description: 'The public start of the key, enough to recognise it by.', examples: ['pb_7f3a9c2e'] }),
    scopes: Scopes,
    agent_id: AgentId.nullable().meta({
      description: 'The one agent it is bound to. Always null: agents cannot be made yet.',
      examples: [null],
    }),
    acts_as: ActsAs,
    user: z
      .object({
        user_id: EndUserId,
        name: z
          .string()
          .nullable()
          .meta({ description: 'Their name, where they have one.', examples: ['Jane Doe'] }),
      })
      .nullable()
      .describe('Whose account a key that acts as somebody is bound to.'),
    made_by: z
      .object({ user_id: MemberId, name: PersonNameText })
      .nullable()
      .describe('Who made it, also when they have left; null where another key did.'),
    expires_at: ExpiresAt,
    last_used_at: LastUsedAt,
    created_at: CreatedAt,
    revoked_at: time('When it was revoked; null while it works.')
      .nullable()
      .meta({ examples: [null] }),
  })
  .meta({ id: 'Key' });
export type Key = z.infer<typeof Key>;

export const KeyList = z
  .object({ keys: z.array(Key).describe('Keys, newest first, revoked ones too.') })
  .meta({ id: 'KeyList' });
export type KeyList = z.infer<typeof KeyList>;

export const NewKey = z
  .object({
    name: z.string().trim().min(1).max(100).meta(NAME),
    scopes: Scopes.min(1),
    acts_as: ActsAs.default('any_user').describe(
      '`me`: always your own account. `any_user`: whichever user its caller names; only admins make these.',
    ),
    agent_id: AgentId.nullish().describe('Leave it out: agents cannot be made yet.'),
    expires_at: anyTime('When it shall end; never when left out.', '2028-01-31T00:00:00Z').nullish(),
  })
  .meta({
    examples: [
      { name: 'My laptop', scopes: ['tools:read', 'tools:execute'], acts_as: 'me' },
      { name: 'Support backend', scopes: ['tools:read', 'tools:execute', 'connections:write'], acts_as: 'any_user' },
    ],
  });
export type NewKey = z.infer<typeof NewKey>;
/** As a client writes it, with what may be left out. */
export type KeyDraft = z.input<typeof NewKey>;

/** The only reply that ever holds the whole key. */
export const CreatedKey = Key.extend({
  key: z.string().meta({
    secret: true,
    description: 'The key itself. It is not shown again.',
    examples: ['pb_7f3a9c2e_q7Zt1mVw8kR3xN5yB2cD4fG6hJ9pL0sA1uE3iO5tM8w'],
  }),
}).meta({ id: 'CreatedKey' });
export type CreatedKey = z.infer<typeof CreatedKey>;

export const KeyParams = z.object({ id: KeyId });
