import * as z from 'zod';
import { MemberId } from './ids';

export const Locale = z.enum(['en', 'es']).describe('The language that the person reads.');
export type Locale = z.infer<typeof Locale>;

export const Theme = z.enum(['system', 'light', 'dark']).describe('The colours of the pages.');
export type Theme = z.infer<typeof Theme>;

const ADDRESS = { description: 'The e-mail address.', examples: ['ada@example.com'] };
const NAME = { description: 'The name of the person.', examples: ['Ada Lovelace'] };

/** Compared in lower case everywhere, so one address is one person. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email()).meta(ADDRESS);
/** The same in an answer, where it is not checked again. */
export const EmailText = z.string().meta(ADDRESS);

export const PersonName = z.string().trim().min(1).max(100).meta(NAME);
export const PersonNameText = z.string().meta(NAME);

/** Long rather than complicated; the upper bound keeps the hash from being a way to burn the server's time. */
export const NewPassword = z
  .string()
  .min(10)
  .max(200)
  .meta({ secret: true, description: 'A password of ten characters or more.', examples: ['correct horse battery'] });

export const User = z
  .object({
    id: MemberId,
    email: EmailText,
    name: PersonNameText,
    locale: Locale,
    theme: Theme,
    is_demo: z.boolean().meta({ description: 'Whether this is a visitor of the demo.', examples: [false] }),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;
