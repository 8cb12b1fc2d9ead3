import * as z from 'zod';
import { AppSlug, AppSlugText, ProviderId } from './app';
import { ExternalUserId, OauthAppId, ProfileId } from './ids';
import { DisplayName, EnabledTools, ProfileName } from './profile';
import { queryFlag } from './query-flag';
import { time } from './time';

/** Where the person goes on to. One with a name and password in it is refused: it looks like another site's address. */
export const RedirectUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((address) => {
    if (!URL.canParse(address)) return false; // told by the check before, which does not keep this one from running
    const { username, password } = new URL(address);
    return username === '' && password === '';
  })
  .meta({
    description:
      'Where the user goes on to afterwards. Who is signed in, and not a key, may name addresses of this site only.',
    examples: ['https://app.example.com/connected'],
  });

/** Starts an attempt to connect: a new profile of an app, or with `profile_id` the same one again. */
export const NewConnectionToken = z
  .object({
    app: AppSlug.optional().describe('The app to connect; needed without `profile_id`.'),
    profile_id: ProfileId.optional().describe('An existing profile to connect again.'),
    redirect_url: RedirectUrl.optional(),
    profile_name: ProfileName.optional(),
    display_name: DisplayName.optional(),
    enabled_tools: EnabledTools.max(2000).optional(),
    oauth_app_id: OauthAppId.max(100).optional(),
  })
  .meta({
    examples: [{ app: 'gmail', profile_name: 'Work Gmail', redirect_url: 'https://app.example.com/connected' }],
  });
export type NewConnectionToken = z.infer<typeof NewConnectionToken>;

const ConnectionTokenText = z.string().meta({
  description: 'The attempt to connect, to ask how it stands.',
  examples: ['q7Zt1mVw8kR3xN5yB2cD4fG6hJ9pL0sA'],
});
const AttemptExpiresAt = time('When the link stops working.', '2027-01-31T12:15:00.000Z');
const Sandboxed = z
  .boolean()
  .meta({ description: 'Whether the built-in sandbox stands in for the provider.', examples: [false] });

export const ConnectionToken = z
  .object({
    success: z.literal(true).describe('Always true; a failure is an error.'),
    token: ConnectionTokenText.meta({ secret: true }),
    link: z.url().meta({
      description: 'Open it in the browser of the user who connects. It works once.',
      examples: ['https://patchbay.example.com/connect/q7Zt1mVw8kR3xN5yB2cD4fG6hJ9pL0sA'],
    }),
    external_user_id: ExternalUserId,
    app: AppSlugText,
    provider: ProviderId,
    expires_at: AttemptExpiresAt,
    demo: Sandboxed,
  })
  .meta({ id: 'ConnectionToken' });
export type ConnectionToken = z.infer<typeof ConnectionToken>;

export const ConnectionTokenStatus = z
  .enum(['pending', 'confirming', 'completed', 'cancelled', 'failed', 'expired'])
  .meta({ description: 'How the attempt to connect stands.', examples: ['completed'] });
export type ConnectionTokenStatus = z.infer<typeof ConnectionTokenStatus>;

/** As a code that a screen can explain. */
export const ConnectFailure = z
  .enum([
    'cancelled',
    'expired',
    'used',
    'other_browser',
    'other_person',
    'sign_in',
    'not_found',
    'provider_disabled',
    'provider_unavailable',
    'provider_rejected',
    'provider_misconfigured',
    'no_auth_config',
    'taken',
    'two_at_once',
  ])
  .describe('Why the attempt could not start, or ended without a profile.');
export type ConnectFailure = z.infer<typeof ConnectFailure>;

export const ConnectionTokenState = z
  .object({
    status: ConnectionTokenStatus,
    app: AppSlugText,
    provider: ProviderId,
    profile_id: ProfileId.nullable().describe('The profile that was connected; null until the attempt is completed.'),
    failure: ConnectFailure.nullable().meta({
      description:
        'Why it ended without a profile. While the status is `pending`: why the link could not start when it was last ' +
        'opened; opening it again tries again.',
      examples: [null],
    }),
    expires_at: AttemptExpiresAt,
    demo: Sandboxed,
  })
  .meta({ id: 'ConnectionTokenState' });
export type ConnectionTokenState = z.infer<typeof ConnectionTokenState>;

export const ConnectionTokenParams = z.object({ provider: ProviderId, token: ConnectionTokenText.min(20).max(100) });

export const ConnectionTokenQuery = z.object({
  check: queryFlag('Ask the provider first: for a popup that was closed before it came back.').default(false),
});

/** What the page of a link is told when it was opened: where the person goes on to. */
export const OpenedLink = z.object({ location: z.url() });

/** Where a popup is heard whose tie to its opener was cut. */
export const CONNECT_CHANNEL = 'patchbay:connect';

/** What the popup tells the page that opened it. It holds nothing that the page could not ask for. */
export const ConnectMessage = z.object({
  type: z.literal('patchbay:connect'),
  status: z.enum(['completed', 'pending', 'failed']),
  profile_id: z.uuid().nullable(),
  failure: ConnectFailure.nullable(),
});
export type ConnectMessage = z.infer<typeof ConnectMessage>;
