import { Setup, SetupResult, SetupState } from '@/lib/contracts/session';
import { getSetupState, setUp } from '@/lib/domain/identity/setup';
import { readLocale } from '@/lib/http/read-locale';
import { route } from '@/lib/http/route';

const access = { public: true } as const;
const tag = 'Set-up';

export const GET = route(
  {
    access,
    audit: null,
    output: SetupState,
    tag,
    summary: 'Whether anybody is there yet, and which ways in there are',
  },
  () => getSetupState(),
);

export const POST = route(
  {
    access,
    audit: {
      action: 'workspace.create',
      of: ({ result: { user, workspace } }) => ({
        workspaceId: workspace.id,
        subject: workspace.id,
        actor: { kind: 'user', id: user.id, name: user.email },
      }),
    },
    body: Setup,
    output: SetupResult,
    status: 201,
    limit: { name: 'setup', points: 20, windowS: 60 },
    tag,
    summary: 'Make the first person and their workspace; once only',
  },
  ({ body, request }) => setUp(body, readLocale(request)),
);
