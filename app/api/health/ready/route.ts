import { Readiness } from '@/lib/contracts/health';
import { getReadiness } from '@/lib/domain/installation/readiness';
import { raw, route } from '@/lib/http/route';

/** Whether a load balancer should send requests here: the status says it, the body says why not. */
export const GET = route(
  {
    access: { public: true },
    audit: null,
    output: raw('application/json'),
    answers: {
      200: { description: 'It can work.', shape: Readiness },
      503: {
        description: 'It cannot; the body says why.',
        shape: Readiness,
        example: { status: 'not_ready', database: true, writable: false, pending_migrations: [], catalogue: 'ready' },
      },
    },
    tag: 'Health',
    summary: 'Whether this copy can work',
  },
  async () => {
    const readiness = Readiness.parse(await getReadiness());
    return Response.json(readiness, { status: readiness.status === 'ready' ? 200 : 503 });
  },
);
