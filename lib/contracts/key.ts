import * as z from 'zod';
import { Scope } from './scope';

export const Key = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The public start of the key, enough to recognise it by. */
    prefix: z.string(),
    scopes: z.array(Scope),
    agent_id: z.string().nullable(),
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
    agent_id: z.uuid().nullish(),
    expires_at: z.iso.datetime({ offset: true }).nullish(),
  })
  .meta({ examples: [{ name: 'Support backend', scopes: ['tools:read', 'tools:execute', 'connections:write'] }] });
export type NewKey = z.infer<typeof NewKey>;

/** The only reply that ever holds the whole key. */
export const CreatedKey = Key.extend({ key: z.string().meta({ secret: true }) }).meta({ id: 'CreatedKey' });
export type CreatedKey = z.infer<typeof CreatedKey>;

export const KeyParams = z.object({ id: z.uuid() });
