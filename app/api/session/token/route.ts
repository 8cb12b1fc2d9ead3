import { SessionToken } from '@/lib/contracts/session';
import { AppError } from '@/lib/errors';
import { route } from '@/lib/http/route';
import { readSessionCookie } from '@/lib/http/session-cookie';
import { writeSessionToken } from '@/lib/http/session-token';

export const GET = route(
  {
    access: { role: 'member', scope: null, account: 'none' },
    audit: { action: 'session.create_token' },
    output: SessionToken,
    tag: 'Session',
    summary: 'A short-lived token for your own scripts, with the rights of this session',
  },
  async ({ principal, request }) => {
    // A token must not make the next one: it would outlive the session it was made from.
    const signedIn = principal.via.kind === 'session' && (await readSessionCookie(request.headers.get('cookie')));
    if (!signedIn) throw new AppError('forbidden', 'Only a browser session can make a token.');
    const { token, expiresAt } = await writeSessionToken(signedIn);
    return { token, expires_at: expiresAt.toISOString() };
  },
);
