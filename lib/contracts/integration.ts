import * as z from 'zod';
import { AuthType } from './app';
import { RedirectUrl } from './connection-token';
import { Demo } from './demo';
import { NextCursor, PageQuery } from './paging';
import { ConnectionStatus } from './profile';
import { Syncing } from './syncing';

/** Callers of these endpoints call an app `provider`; which provider serves it is the workspace's business. */
const AppName = z.string().trim().min(1).max(100);
const Named = z.object({ user_id: z.string().optional(), provider: AppName });

export const Integration = z
  .object({
    provider: z.string(),
    name: z.string(),
    description: z.string(),
    icon_url: z.string().nullable(),
    auth_type: AuthType,
    categories: z.array(z.string()),
    connected: z.boolean(),
    /** Null for an app that this user never connected. */
    status: ConnectionStatus.nullable(),
    profile_id: z.uuid().nullable(),
    demo: Demo,
  })
  .meta({ id: 'Integration' });
export type Integration = z.infer<typeof Integration>;

export const IntegrationQuery = PageQuery.extend({
  q: z.string().trim().max(200).default(''),
  category: z.string().max(100).optional(),
});
export const IntegrationList = NextCursor.extend({ integrations: z.array(Integration), syncing: Syncing }).meta({
  id: 'IntegrationList',
});

export const ConnectIntegration = Named.extend({
  redirect_url: RedirectUrl.optional(),
});
export type ConnectIntegration = z.infer<typeof ConnectIntegration>;

/** Where the user goes to connect, or that there is nothing to do. */
export const IntegrationConnect = z
  .union([
    z.object({
      auth_url: z.url(),
      state: z.string(),
      connected: z.literal(false),
      needs_auth: z.literal(true),
      demo: Demo,
    }),
    z.object({ connected: z.literal(true), needs_auth: z.literal(false), profile_id: z.uuid(), demo: Demo }),
  ])
  .meta({ id: 'IntegrationConnect' });
export type IntegrationConnect = z.infer<typeof IntegrationConnect>;

export const CompleteIntegration = Named.extend({ state: z.string().min(1).max(200) });
export type CompleteIntegration = z.infer<typeof CompleteIntegration>;

export const IntegrationCompletion = z
  .object({
    success: z.boolean(),
    provider: z.string(),
    connected: z.boolean(),
    status: z.enum(['pending', 'confirming', 'completed', 'cancelled', 'failed', 'expired']),
    profile_id: z.uuid().nullable(),
    demo: Demo,
  })
  .meta({ id: 'IntegrationCompletion' });
export type IntegrationCompletion = z.infer<typeof IntegrationCompletion>;

export const ConnectedIntegration = z.object({
  provider: z.string(),
  name: z.string(),
  profile_id: z.uuid(),
  profile_name: z.string(),
  status: ConnectionStatus,
  demo: Demo,
});
export const ConnectedIntegrationList = z
  .object({ integrations: z.array(ConnectedIntegration) })
  .meta({ id: 'ConnectedIntegrationList' });
export type ConnectedIntegrationList = z.infer<typeof ConnectedIntegrationList>;

export const IntegrationStatusQuery = z.object({ provider: AppName });
export const IntegrationStatus = z
  .object({
    provider: z.string(),
    connected: z.boolean(),
    needs_auth: z.boolean(),
    status: ConnectionStatus.nullable(),
    profile_id: z.uuid().nullable(),
    demo: Demo,
  })
  .meta({ id: 'IntegrationStatus' });
export type IntegrationStatus = z.infer<typeof IntegrationStatus>;

export const DisconnectIntegration = Named.extend({ profile_id: z.uuid().optional() });
export type DisconnectIntegration = z.infer<typeof DisconnectIntegration>;

/** `pending`: the provider did not answer, and is asked again until it has taken the grant back. */
export const IntegrationDisconnect = z
  .object({
    success: z.literal(true),
    provider: z.string(),
    profile_id: z.uuid(),
    revocation: z.enum(['done', 'pending']),
  })
  .meta({ id: 'IntegrationDisconnect' });
export type IntegrationDisconnect = z.infer<typeof IntegrationDisconnect>;
