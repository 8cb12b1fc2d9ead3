import * as z from 'zod';
import { AppSlug, AuthType, ProviderId } from './app';
import { Demo } from './demo';
import { JsonObject } from './json';
import { Outage } from './outage';
import { NextCursor, PageQuery } from './paging';
import { ConnectionStatus } from './profile';

/** Where a profile's grant stands, as the provider last confirmed it. */
export const Connection = z
  .object({
    connection_id: z.uuid(),
    profile_id: z.uuid(),
    profile_name: z.string(),
    account_id: z.uuid(),
    provider: ProviderId,
    app_slug: z.string(),
    app_name: z.string(),
    external_user_id: z.string(),
    oauth_app_id: z.string().nullable(),
    status: ConnectionStatus,
    status_reason: z.string().nullable(),
    /** Set while nobody answers for it. The status is what the provider last said. */
    unreachable: Outage.nullable(),
    auth_type: AuthType.nullable(),
    /** Who that is at the app: jane@example.com. */
    label: z.string().nullable(),
    metadata: JsonObject,
    connected_at: z.iso.datetime().nullable(),
    /** When the provider last confirmed the status. */
    last_synced_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable(),
    demo: Demo,
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof Connection>;

export const ConnectionQuery = PageQuery.extend({
  external_user_id: z.string().max(250).optional(),
  app_slug: AppSlug.optional(),
  provider: ProviderId.optional(),
  status: ConnectionStatus.optional(),
});
export type ConnectionQuery = z.infer<typeof ConnectionQuery>;

/** As the callers of the providers' own endpoints know it. */
export const ConnectionList = NextCursor.extend({
  success: z.literal(true),
  connections: z.array(Connection),
  count: z.number().int(),
}).meta({ id: 'ConnectionList' });
export type ConnectionList = z.infer<typeof ConnectionList>;

/** A grant that the provider has not taken back yet, because it did not answer. It is asked again until it does. */
export const Removal = z
  .object({ profile_id: z.uuid(), revocation: z.enum(['done', 'pending']) })
  .meta({ id: 'Removal' });
export type Removal = z.infer<typeof Removal>;

/** A grant whose profile is gone and that its provider has yet to take back. */
export const PendingRevocation = z
  .object({
    profile_id: z.uuid(),
    provider: ProviderId,
    app_slug: z.string(),
    since: z.iso.datetime(),
    next_try_at: z.iso.datetime(),
  })
  .meta({ id: 'PendingRevocation' });
export type PendingRevocation = z.infer<typeof PendingRevocation>;

export const PendingRevocationList = z
  .object({ revocations: z.array(PendingRevocation) })
  .meta({ id: 'PendingRevocationList' });
