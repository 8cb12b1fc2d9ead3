import * as z from 'zod';

export const Locale = z.enum(['en', 'es']);
export type Locale = z.infer<typeof Locale>;

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** Compared in lower case everywhere, so one address is one person. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const PersonName = z.string().trim().min(1).max(100);

/** Long rather than complicated; the upper bound keeps the hash from being a way to burn the server's time. */
export const NewPassword = z.string().min(10).max(200).meta({ secret: true });

export const User = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    locale: Locale,
    theme: Theme,
    is_demo: z.boolean(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;
