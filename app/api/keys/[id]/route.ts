import * as z from 'zod';
import { Key, KeyParams } from '@/lib/contracts/key';
import { getKey, revokeKey } from '@/lib/domain/identity/keys';
import { route } from '@/lib/http/route';

const access = { role: 'member', scope: 'admin', account: 'none' } as const;
const tag = 'Keys';

export const GET = route(
  { access, audit: null, params: KeyParams, output: Key, tag, summary: 'One key, without the key itself' },
  ({ principal, params }) => getKey(principal, params.id),
);

export const DELETE = route(
  {
    access,
    audit: { action: 'key.revoke', of: ({ params }) => ({ subject: params.id }) },
    params: KeyParams,
    output: z.void(),
    tag,
    summary: 'Revoke a key; the next call with it is refused',
  },
  ({ principal, params }) => revokeKey(principal, params.id),
);
