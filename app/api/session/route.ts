import { Session, SessionChange } from '@/lib/contracts/session';
import { getSession } from '@/lib/domain/identity/sessions';
import { changeUser } from '@/lib/domain/identity/users';
import { route } from '@/lib/http/route';

const access = { role: 'member', scope: null, account: 'none' } as const;
const tag = 'Session';

export const GET = route({ access, audit: null, output: Session, tag, summary: 'Who is signed in' }, ({ principal }) =>
  getSession(principal),
);

export const PATCH = route(
  {
    access,
    audit: { action: 'session.change', of: ({ body, result }) => ({ subject: result.user.id, detail: body }) },
    body: SessionChange,
    output: Session,
    tag,
    summary: 'Change your name, language or theme',
  },
  async ({ principal, body }) => {
    await changeUser(principal, body);
    return getSession(principal);
  },
);
