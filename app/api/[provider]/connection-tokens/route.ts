import { ConnectionToken, NewConnectionToken } from '@/lib/contracts/connection-token';
import { ProviderParams } from '@/lib/contracts/profile-tools';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    params: ProviderParams,
    body: NewConnectionToken,
    output: ConnectionToken,
    status: 201,
    carriesSuccess: true,
    audit: {
      action: 'connection.start',
      of: ({ params, body, result }) => ({
        subject: body.profile_id ?? null,
        detail: { provider: params.provider, app_slug: result.app },
      }),
    },
    summary: 'A link that connects an app, or with profile_id the same profile again',
    tag: 'Providers',
  },
  ({ principal, params, body }) => startConnect(principal, params.provider, body),
);
