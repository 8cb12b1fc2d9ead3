import * as z from 'zod';
import { AppSlug, ProviderId } from './app';
import { Demo } from './demo';
import { Outage } from './outage';
import { PageQuery } from './paging';

export const ConnectionStatus = z.enum([
  'pending',
  'connected',
  'expiring',
  'needs_reconnect',
  'error',
  'disconnected',
  'revoked',
  'disabled',
]);
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** Calls go through while a connection is in one of these. */
export const USABLE: readonly ConnectionStatus[] = ['connected', 'expiring'];

export const ProfileName = z.string().trim().min(1, 'give it a name').max(100);
const ToolName = z.string().min(1).max(200);

export const Profile = z
  .object({
    profile_id: z.uuid(),
    account_id: z.uuid(),
    provider: ProviderId,
    mcp_qualified_name: z.string(),
    profile_name: z.string(),
    display_name: z.string(),
    app_slug: z.string(),
    app_name: z.string(),
    external_user_id: z.string(),
    enabled_tools: z.array(z.string()),
    is_active: z.boolean(),
    is_default: z.boolean(),
    is_connected: z.boolean(),
    status: ConnectionStatus,
    /** Set while nobody answers for it. The status is what the provider last said. */
    unreachable: Outage.nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    last_used_at: z.iso.datetime().nullable(),
    demo: Demo,
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

export const NewProfile = z.object({
  profile_name: ProfileName,
  app_slug: AppSlug,
  app_name: z.string().trim().min(1).max(200).optional(),
  display_name: z.string().trim().min(1).max(200).optional(),
  external_user_id: z.string().min(1).max(250).optional(),
  oauth_app_id: z.string().max(100).optional(),
  enabled_tools: z.array(ToolName).max(2000).optional(),
  is_default: z.boolean().optional(),
});
export type NewProfile = z.infer<typeof NewProfile>;

export const ProfileChange = z
  .object({
    profile_name: ProfileName,
    display_name: z.string().trim().min(1).max(200),
    enabled_tools: z.array(ToolName).max(2000),
    is_active: z.boolean(),
    is_default: z.boolean(),
  })
  .partial();
export type ProfileChange = z.infer<typeof ProfileChange>;

export const ProfileQuery = PageQuery.extend({
  /** Every word of it in the profile's names, its app's or the account's. */
  q: z.string().trim().max(200).optional(),
  status: ConnectionStatus.optional(),
  app_slug: AppSlug.optional(),
  provider: ProviderId.optional(),
  is_active: z.stringbool().optional(),
});
export type ProfileQuery = z.infer<typeof ProfileQuery>;
