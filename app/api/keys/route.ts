import { CreatedKey, KeyList, NewKey } from '@/lib/contracts/key';
import { createKey, listKeys } from '@/lib/domain/identity/keys';
import { route } from '@/lib/http/route';

const access = { role: 'member', scope: 'admin', account: 'none' } as const;
const tag = 'Keys';

export const GET = route(
  {
    access,
    audit: null,
    output: KeyList,
    tag,
    summary: 'Every key of the workspace, revoked ones too; for members, their own',
  },
  async ({ principal }) => ({ keys: await listKeys(principal) }),
);

export const POST = route(
  {
    access,
    audit: {
      action: 'key.create',
      of: ({ result: { id, name, scopes, agent_id, acts_as, expires_at } }) => ({
        subject: id,
        detail: { name, scopes, agent_id, acts_as, expires_at },
      }),
    },
    body: NewKey,
    output: CreatedKey,
    status: 201,
    tag,
    summary: 'Make a key; the reply is the only time it is shown',
    description: 'A key that makes another gives it no scope that it does not have, and no later end than its own.',
  },
  ({ principal, body }) => createKey(principal, body),
);
