import * as z from 'zod';
import { AppName, AppSlug, AppSlugText, ProviderId } from './app';
import { Demo } from './demo';
import { AccountId, ExternalUserId, OauthAppId, ProfileId } from './ids';
import { Unreachable } from './outage';
import { PageQuery } from './paging';
import { queryFlag } from './query-flag';
import { CreatedAt, LastUsedAt, UpdatedAt } from './time';

export const ConnectionStatus = z
  .enum(['pending', 'connected', 'expiring', 'needs_reconnect', 'error', 'disconnected', 'revoked', 'disabled'])
  .meta({
    description: 'How the connection stands. Calls go through while it is `connected` or `expiring`.',
    examples: ['connected'],
  });
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** Calls go through while a connection is in one of these. */
export const USABLE: readonly ConnectionStatus[] = ['connected', 'expiring'];

export const ProfileName = z
  .string()
  .trim()
  .min(1, 'give it a name')
  .max(100)
  .meta({ description: 'What tells the profile from others of the same app.', examples: ['Work Gmail'] });
/** The same in an answer, where it is not checked again. */
export const ProfileNameText = z
  .string()
  .meta({ description: 'What tells the profile from others of the same app.', examples: ['Work Gmail'] });
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ description: 'The name as people are shown it.', examples: ['Jane’s work Gmail'] });
export const EnabledTools = z
  .array(z.string().min(1).max(200))
  .meta({ description: 'The tools that agents may use.', examples: [['gmail-send-email', 'gmail-find-email']] });
export const IsActive = z.boolean().describe('Whether its tools can be called at all.');
export const IsDefault = z.boolean().describe('Whether it is meant when a call names no profile of the app.');
export const StatusReason = z
  .string()
  .nullable()
  .meta({ description: 'Why the status is what it is, for people to read.', examples: [null] });
export const ProfileLabel = z
  .string()
  .nullable()
  .meta({ description: 'Who the user is at the app.', examples: ['jane@example.com'] });

export const Profile = z
  .object({
    profile_id: ProfileId,
    account_id: AccountId,
    provider: ProviderId,
    mcp_qualified_name: z.string().meta({
      description: 'The name of its MCP server: provider, app, and the OAuth client if it is your own.',
      examples: ['pipedream:gmail'],
    }),
    profile_name: ProfileNameText,
    display_name: z.string().meta({ description: 'The name as people are shown it.', examples: ['Jane’s work Gmail'] }),
    app_slug: AppSlugText,
    app_name: AppName,
    external_user_id: ExternalUserId,
    enabled_tools: z
      .array(z.string())
      .meta({ description: 'The tools that agents may use.', examples: [['gmail-send-email', 'gmail-find-email']] }),
    is_active: IsActive,
    is_default: IsDefault,
    is_connected: z.boolean().describe('Whether calls go through.'),
    status: ConnectionStatus,
    unreachable: Unreachable,
    created_at: CreatedAt,
    updated_at: UpdatedAt,
    last_used_at: LastUsedAt,
    demo: Demo,
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

export const NewProfile = z.object({
  profile_name: ProfileName,
  app_slug: AppSlug,
  app_name: AppName.trim().min(1).max(200).optional(),
  display_name: DisplayName.optional(),
  external_user_id: ExternalUserId.min(1).max(250).optional(),
  oauth_app_id: OauthAppId.max(100).optional(),
  enabled_tools: EnabledTools.max(2000).optional(),
  is_default: IsDefault.optional(),
});
export type NewProfile = z.infer<typeof NewProfile>;

export const ProfileChange = z
  .object({
    profile_name: ProfileName,
    display_name: DisplayName,
    enabled_tools: EnabledTools.max(2000),
    is_active: IsActive,
    is_default: IsDefault,
  })
  .partial()
  .meta({ examples: [{ display_name: 'Jane’s work Gmail', is_default: true }] });
export type ProfileChange = z.infer<typeof ProfileChange>;

export const ProfileQuery = PageQuery.extend({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({
      description: 'Words that all stand in the names of the profile, of its app or of who is connected.',
      examples: ['work'],
    }),
  status: ConnectionStatus.optional(),
  app_slug: AppSlug.optional(),
  provider: ProviderId.optional(),
  is_active: queryFlag('Only profiles that are switched on, or off.').optional(),
});
export type ProfileQuery = z.infer<typeof ProfileQuery>;
