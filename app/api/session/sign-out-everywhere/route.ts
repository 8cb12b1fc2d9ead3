import * as z from 'zod';
import { signOutEverywhere } from '@/lib/domain/identity/users';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: null, account: 'none' },
    audit: { action: 'session.sign_out_everywhere' },
    output: z.void(),
    tag: 'Session',
    summary: 'End every session and token of yours, this one too',
  },
  ({ principal }) => signOutEverywhere(principal),
);
