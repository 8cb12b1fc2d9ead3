import { Health } from '@/lib/contracts/health';
import { route } from '@/lib/http/route';

/** The process answers. Says nothing of the database: restarting this copy would not bring that back. */
export const GET = route(
  { access: { public: true }, audit: null, output: Health, tag: 'Health', summary: 'Whether this copy is alive' },
  async () => ({ status: 'ok' as const }),
);
