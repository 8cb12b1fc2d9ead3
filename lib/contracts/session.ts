import * as z from 'zod';
import { Role } from './scope';
import { Email, Locale, NewPassword, PersonName, Theme, User } from './user';
import { Workspace, WorkspaceName } from './workspace';

export const Session = z
  .object({
    user: User,
    workspace: Workspace,
    role: Role,
    account_id: z.string(),
    /** What a caller with a key says as `user_id` to mean this person. */
    account_external_id: z.string(),
    /** True while the person uses the demo account. */
    demo: z.boolean(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionChange = z.object({
  name: PersonName.optional(),
  locale: Locale.optional(),
  theme: Theme.optional(),
});
export type SessionChange = z.infer<typeof SessionChange>;

export const PasswordChange = z.object({
  current_password: z.string().min(1).max(200).meta({ secret: true }),
  new_password: NewPassword,
});
export type PasswordChange = z.infer<typeof PasswordChange>;

export const SessionToken = z
  .object({ token: z.string(), expires_at: z.iso.datetime() })
  .meta({ id: 'SessionToken', examples: [{ token: 'eyJhbGciOi…', expires_at: '2027-01-31T12:15:00.000Z' }] });
export type SessionToken = z.infer<typeof SessionToken>;

/** What a visitor who is not signed in may know: whether to show set-up, and which ways in there are. */
export const SetupState = z
  .object({
    needed: z.boolean(),
    demo: z.boolean(),
    oidc: z.object({ name: z.string() }).nullable(),
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
export const SetupResult = z.object({ user: User, workspace: Workspace }).meta({ id: 'SetupResult' });
export type SetupResult = z.infer<typeof SetupResult>;
