import * as z from 'zod';
import { AppSlug, ProviderId } from './app';
import { ProfileName } from './profile';

/** Where the person goes on to. One with a name and password in it is refused: it looks like another site's address. */
export const RedirectUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((address) => {
    if (!URL.canParse(address)) return false; // told by the check before, which does not keep this one from running
    const { username, password } = new URL(address);
    return username === '' && password === '';
  });

/** Starts an attempt to connect: a new profile of an app, or with `profile_id` the same one again. */
export const NewConnectionToken = z.object({
  app: AppSlug.optional(),
  profile_id: z.uuid().optional(),
  redirect_url: RedirectUrl.optional(),
  profile_name: ProfileName.optional(),
  display_name: z.string().trim().min(1).max(200).optional(),
  enabled_tools: z.array(z.string().min(1).max(200)).max(2000).optional(),
  oauth_app_id: z.string().max(100).optional(),
});
export type NewConnectionToken = z.infer<typeof NewConnectionToken>;

export const ConnectionToken = z
  .object({
    success: z.literal(true),
    token: z.string().meta({ secret: true }),
    /** Opens in the browser of the person who connects. */
    link: z.url(),
    external_user_id: z.string(),
    app: z.string(),
    provider: ProviderId,
    expires_at: z.iso.datetime(),
    /** True when a built-in sandbox stands in for the provider. */
    demo: z.boolean(),
  })
  .meta({ id: 'ConnectionToken' });
export type ConnectionToken = z.infer<typeof ConnectionToken>;

export const ConnectionTokenStatus = z.enum(['pending', 'confirming', 'completed', 'cancelled', 'failed', 'expired']);
export type ConnectionTokenStatus = z.infer<typeof ConnectionTokenStatus>;

/** Why an attempt ended without a profile, in a word that a screen can explain. */
export const ConnectFailure = z.enum([
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
  'taken',
  'two_at_once',
]);
export type ConnectFailure = z.infer<typeof ConnectFailure>;

export const ConnectionTokenState = z
  .object({
    status: ConnectionTokenStatus,
    app: z.string(),
    provider: ProviderId,
    profile_id: z.uuid().nullable(),
    failure: ConnectFailure.nullable(),
    expires_at: z.iso.datetime(),
    demo: z.boolean(),
  })
  .meta({ id: 'ConnectionTokenState' });
export type ConnectionTokenState = z.infer<typeof ConnectionTokenState>;

export const ConnectionTokenParams = z.object({ provider: ProviderId, token: z.string().min(20).max(100) });

/** With `check`, the provider is asked first: for a popup that was closed before it came back. */
export const ConnectionTokenQuery = z.object({ check: z.stringbool().default(false) });

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
