import { SetupResult } from '@/lib/contracts/session';
import { openDemo } from '@/lib/domain/identity/setup';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { public: true },
    audit: null,
    output: SetupResult,
    status: 201,
    limit: { name: 'setup-demo', points: 20, windowS: 60 },
    tag: 'Set-up',
    summary: 'Make sure that the demo account exists; in demo mode only',
  },
  () => openDemo(),
);
