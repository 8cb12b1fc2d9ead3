import { listServiceHealth } from '@/lib/calls/service-health';
import { ToolHealth } from '@/lib/contracts/gateway-tool';
import { route } from '@/lib/http/route';

/** For a load balancer it says that calls can be taken; to somebody who is known, how each service has been doing. */
export const GET = route(
  {
    access: { public: true },
    audit: null,
    output: ToolHealth,
    tag: 'Tools',
    summary: 'How the services behind the tools are doing',
  },
  async ({ principal }): Promise<ToolHealth> => {
    const services = listServiceHealth();
    const isDegraded = services.some(({ breaker, isLockedOut }) => breaker === 'open' || isLockedOut);
    if (!principal) return { status: 'ok' };
    return {
      status: isDegraded ? 'degraded' : 'ok',
      services: services.map(
        ({ provider, appSlug, breaker, isLockedOut, latencyMs, lastSuccessAt, lastFailureAt }) => ({
          provider,
          app: appSlug,
          breaker,
          status: breaker === 'closed' && !isLockedOut ? 'ok' : 'failing',
          latency_ms: latencyMs,
          last_success_at: lastSuccessAt,
          last_failure_at: lastFailureAt,
        }),
      ),
    };
  },
);
