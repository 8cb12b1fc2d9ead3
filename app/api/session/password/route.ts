import * as z from 'zod';
import { PasswordChange } from '@/lib/contracts/session';
import { changePassword, getUserId } from '@/lib/domain/identity/users';
import { route } from '@/lib/http/route';
import { writeSessionCookie } from '@/lib/http/session-cookie';

export const POST = route(
  {
    access: { role: 'member', scope: null, account: 'none' },
    audit: { action: 'session.change_password' },
    body: PasswordChange,
    output: z.void(),
    limit: { name: 'change-password', points: 10, windowS: 900, durable: true },
    tag: 'Session',
    summary: 'Change your password; every other browser and token is signed out',
  },
  async ({ principal, body, headers }) => {
    const from = await changePassword(principal, body);
    // This browser has just proved who it is and stays; a script with a token asks for a new one.
    if (principal.via.kind === 'session') {
      headers.append('set-cookie', await writeSessionCookie(getUserId(principal), from.getTime()));
    }
  },
);
