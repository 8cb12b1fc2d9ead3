import * as z from 'zod';
import { AccountId, EndUserId } from './ids';
import { Role } from './scope';
import { time } from './time';
import { Email, Locale, NewPassword, PersonName, Theme, User } from './user';
import { Workspace, WorkspaceName } from './workspace';

export const Session = z
  .object({
    user: User.describe('Who is signed in.'),
    workspace: Workspace.describe('Where.'),
    role: Role.meta({ examples: ['owner'] }),
    account_id: AccountId,
    account_external_id: EndUserId.describe('What a caller with a key says as `user_id` to mean this person.'),
    demo: z.boolean().meta({ description: 'Whether this is a visitor of the demo.', examples: [false] }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionChange = z
  .object({
    name: PersonName.optional(),
    locale: Locale.optional(),
    theme: Theme.optional(),
  })
  .meta({ examples: [{ locale: 'es', theme: 'dark' }] });
export type SessionChange = z.infer<typeof SessionChange>;

export const PasswordChange = z.object({
  current_password: z
    .string()
    .min(1)
    .max(200)
    .meta({ secret: true, description: 'The password of today.', examples: ['old horse battery'] }),
  new_password: NewPassword,
});
export type PasswordChange = z.infer<typeof PasswordChange>;

export const SessionToken = z
  .object({
    token: z
      .string()
      .meta({ description: 'A JWT for your own scripts, sent as a bearer token.', examples: ['eyJhbGciOi…'] }),
    expires_at: time('When it ends.', '2027-01-31T12:15:00.000Z'),
  })
  .meta({ id: 'SessionToken' });
export type SessionToken = z.infer<typeof SessionToken>;

/** What a visitor who is not signed in may know: whether to show set-up, and which ways in there are. */
export const SetupState = z
  .object({
    needed: z
      .boolean()
      .meta({ description: 'Whether the first person has yet to make a workspace.', examples: [false] }),
    demo: z.boolean().meta({ description: 'Whether the demo is open.', examples: [false] }),
    oidc: z
      .object({ name: z.string().meta({ description: 'What its button says.', examples: ['Example SSO'] }) })
      .nullable()
      .describe('The OpenID provider that people sign in with; null when there is none.'),
  })
  .meta({ id: 'SetupState' });
export type SetupState = z.infer<typeof SetupState>;

export const Setup = z.object({
  name: PersonName,
  email: Email,
  password: NewPassword,
  workspace_name: WorkspaceName,
});
export type Setup = z.infer<typeof Setup>;

/** Who was made; the browser signs in with what the person typed. */
export const SetupResult = z
  .object({ user: User.describe('The first person.'), workspace: Workspace.describe('Their workspace.') })
  .meta({ id: 'SetupResult' });
export type SetupResult = z.infer<typeof SetupResult>;
