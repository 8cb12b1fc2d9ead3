import * as z from 'zod';
import { AppName, AppSlug, AppSlugText, AuthType, ProviderId } from './app';
import { Demo } from './demo';
import { AccountId, ExternalUserId, OauthAppId, ProfileId } from './ids';
import { JsonObject } from './json';
import { Unreachable } from './outage';
import { NextCursor, PageQuery } from './paging';
import { ConnectionStatus, ProfileLabel, ProfileNameText, StatusReason } from './profile';
import { LastUsedAt, time } from './time';

export const ConnectedAt = time('When it was connected; null until it was.', '2027-01-12T09:31:20.000Z').nullable();
export const LastSyncedAt = time('When the provider last confirmed the status.').nullable();
export const ConnectionExpiresAt = time('When the grant ends, where the provider says so.')
  .nullable()
  .meta({ examples: [null] });

/** Where a profile's grant stands, as the provider last confirmed it. */
export const Connection = z
  .object({
    connection_id: z
      .uuid()
      .meta({ description: 'The connection.', examples: ['c3a1f0d2-58b7-4e69-8f14-9a6d2b7e5c30'] }),
    profile_id: ProfileId,
    profile_name: ProfileNameText,
    account_id: AccountId,
    provider: ProviderId,
    app_slug: AppSlugText,
    app_name: AppName,
    external_user_id: ExternalUserId,
    oauth_app_id: OauthAppId.nullable().meta({ examples: [null] }),
    status: ConnectionStatus,
    status_reason: StatusReason,
    unreachable: Unreachable,
    auth_type: AuthType.nullable(),
    label: ProfileLabel,
    metadata: JsonObject.meta({ description: 'What else the provider says of the connection.', examples: [{}] }),
    connected_at: ConnectedAt,
    last_synced_at: LastSyncedAt,
    last_used_at: LastUsedAt,
    expires_at: ConnectionExpiresAt,
    demo: Demo,
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof Connection>;

export const ConnectionQuery = PageQuery.extend({
  external_user_id: ExternalUserId.max(250).optional(),
  app_slug: AppSlug.optional(),
  provider: ProviderId.optional(),
  status: ConnectionStatus.optional(),
});
export type ConnectionQuery = z.infer<typeof ConnectionQuery>;

/** As the callers of the providers' own endpoints know it. */
export const ConnectionList = NextCursor.extend({
  success: z.literal(true).describe('Always true; a failure is an error.'),
  connections: z.array(Connection).describe('Connections of the account, newest first.'),
  count: z
    .number()
    .int()
    .meta({ description: 'How many are in this answer.', examples: [1] }),
}).meta({ id: 'ConnectionList' });
export type ConnectionList = z.infer<typeof ConnectionList>;

export const Revocation = z
  .enum(['done', 'pending'])
  .describe('`pending`: the provider did not answer, and is asked again until it has taken the grant back.');

export const Removal = z
  .object({ profile_id: ProfileId, revocation: Revocation.meta({ examples: ['pending'] }) })
  .meta({ id: 'Removal' });
export type Removal = z.infer<typeof Removal>;

/** A grant whose profile is gone and that its provider has yet to take back. */
export const PendingRevocation = z
  .object({
    profile_id: ProfileId,
    provider: ProviderId,
    app_slug: AppSlugText,
    since: time('When the profile was removed.'),
    next_try_at: time('When the provider is asked again.', '2027-01-31T12:05:00.000Z'),
  })
  .meta({ id: 'PendingRevocation' });
export type PendingRevocation = z.infer<typeof PendingRevocation>;

export const PendingRevocationList = z
  .object({ revocations: z.array(PendingRevocation).describe('Grants that a provider has yet to take back.') })
  .meta({ id: 'PendingRevocationList' });
