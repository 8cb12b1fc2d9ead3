import * as z from 'zod';
import { Scope } from './scope';

/** `me`: always the one account. `any_user`: whichever user its caller names, for backends. */
export const ActsAs = z.enum(['me', 'any_user']);
export type ActsAs = z.infer<typeof ActsAs>;

export const Key = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The public start of the key, enough to recognise it by. */
    prefix: z.string(),
    scopes: z.array(Scope),
    agent_id: z.string().nullable(),
    acts_as: ActsAs,
    /** Whose account a key that acts as somebody is bound to: their `user_id`, and their name where they have one. */
    user: z.object({ user_id: z.string(), name: z.string().nullable() }).nullable(),
    expires_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    revoked_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Key' });
export type Key = z.infer<typeof Key>;

export const KeyList = z.object({ keys: z.array(Key) }).meta({ id: 'KeyList' });
export type KeyList = z.infer<typeof KeyList>;

export const NewKey = z
  .object({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(Scope).min(1),
    /** Only admins make keys that act for any user. */
    acts_as: ActsAs.default('any_user'),
    agent_id: z.uuid().nullish(),
    expires_at: z.iso.datetime({ offset: true }).nullish(),
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
export const CreatedKey = Key.extend({ key: z.string().meta({ secret: true }) }).meta({ id: 'CreatedKey' });
export type CreatedKey = z.infer<typeof CreatedKey>;

export const KeyParams = z.object({ id: z.uuid() });
