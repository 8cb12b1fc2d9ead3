import * as z from 'zod';
import { AppName, AppSearch, AuthType, Categories, CategoryName, IconUrl } from './app';
import { Revocation } from './connection';
import { RedirectUrl } from './connection-token';
import { Demo } from './demo';
import { EndUserId, ProfileId } from './ids';
import { NextCursor, PageQuery } from './paging';
import { ConnectionStatus, Profile, ProfileNameText } from './profile';
import { Syncing } from './syncing';

/** Callers of these endpoints call an app `provider`; which provider serves it is the workspace's business. */
const APP = { description: 'The app, by its short name.', examples: ['gmail'] };
const GivenApp = z.string().trim().min(1).max(100).meta(APP);
const AppText = z.string().meta(APP);
const Named = z.object({ user_id: EndUserId.optional(), provider: GivenApp });
const Connected = z.boolean().describe('Whether the user has a working connection of the app.');
/** Null where the user never connected the app. */
const StatusIfAny = ConnectionStatus.nullable().describe('How the connection stands; null when there never was one.');
const ProfileIfAny = ProfileId.nullable().describe('The profile; null when there is none.');
const State = z.string().meta({
  description: 'The attempt to connect.',
  examples: ['q7Zt1mVw8kR3xN5yB2cD4fG6hJ9pL0sA'],
});

export const Integration = z
  .object({
    provider: AppText,
    name: AppName,
    description: z.string().meta({
      description: 'What the app does.',
      examples: ['Gmail offers private and secure email by Google at no cost.'],
    }),
    icon_url: IconUrl,
    auth_type: AuthType,
    categories: Categories,
    connected: Connected,
    status: StatusIfAny,
    profile_id: ProfileIfAny,
    demo: Demo,
  })
  .meta({ id: 'Integration' });
export type Integration = z.infer<typeof Integration>;

export const IntegrationQuery = PageQuery.extend({
  q: AppSearch,
  category: CategoryName.optional(),
});
export const IntegrationList = NextCursor.extend({
  integrations: z.array(Integration).describe('Apps that fit, the best match first.'),
  syncing: Syncing,
}).meta({
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
      auth_url: z.url().meta({
        description: 'Open it in the browser of the user who connects. It works once.',
        examples: ['https://patchbay.example.com/connect/q7Zt1mVw8kR3xN5yB2cD4fG6hJ9pL0sA'],
      }),
      state: State,
      connected: z.literal(false).describe('The app is not connected yet.'),
      needs_auth: z.literal(true).describe('The user has to open `auth_url`.'),
      demo: Demo,
    }),
    z.object({
      connected: z.literal(true).describe('The app is connected already.'),
      needs_auth: z.literal(false).describe('There is nothing to do.'),
      profile_id: ProfileId,
      demo: Demo,
    }),
  ])
  .meta({ id: 'IntegrationConnect' });
export type IntegrationConnect = z.infer<typeof IntegrationConnect>;

export const CompleteIntegration = Named.extend({ state: State.min(1).max(200) });
export type CompleteIntegration = z.infer<typeof CompleteIntegration>;

export const IntegrationCompletion = z
  .object({
    success: z.literal(true).describe('The app is connected.'),
    provider: AppText,
    connected: z.literal(true).describe('The user has a working connection of the app.'),
    status: z.literal('completed').describe('How the attempt to connect stands.'),
    profile_id: ProfileId,
    profile: Profile.describe('The profile that was connected.'),
    demo: Demo,
  })
  .meta({ id: 'IntegrationCompletion' });
export type IntegrationCompletion = z.infer<typeof IntegrationCompletion>;

export const ConnectedIntegration = z.object({
  provider: AppText,
  name: AppName,
  profile_id: ProfileId,
  profile_name: ProfileNameText,
  status: ConnectionStatus,
  demo: Demo,
});
export const ConnectedIntegrationList = z
  .object({
    integrations: z
      .array(ConnectedIntegration)
      .describe('Profiles of the user, one for each connected app or account.'),
  })
  .meta({ id: 'ConnectedIntegrationList' });
export type ConnectedIntegrationList = z.infer<typeof ConnectedIntegrationList>;

export const IntegrationStatusQuery = z.object({ provider: GivenApp });
export const IntegrationStatus = z
  .object({
    provider: AppText,
    connected: Connected,
    needs_auth: z
      .boolean()
      .meta({ description: 'Whether the user has to connect it, or connect it again.', examples: [false] }),
    status: StatusIfAny,
    profile_id: ProfileIfAny,
    demo: Demo,
  })
  .meta({ id: 'IntegrationStatus' });
export type IntegrationStatus = z.infer<typeof IntegrationStatus>;

export const DisconnectIntegration = Named.extend({
  profile_id: ProfileId.optional().describe('Which profile, where the user has several of the app.'),
});
export type DisconnectIntegration = z.infer<typeof DisconnectIntegration>;

export const IntegrationDisconnect = z
  .object({
    success: z.literal(true).describe('Always true; a failure is an error.'),
    provider: AppText,
    profile_id: ProfileId,
    revocation: Revocation,
  })
  .meta({ id: 'IntegrationDisconnect' });
export type IntegrationDisconnect = z.infer<typeof IntegrationDisconnect>;
