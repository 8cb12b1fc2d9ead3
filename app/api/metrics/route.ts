import { getMetrics } from '@/lib/domain/installation/metrics';
import { raw, route } from '@/lib/http/route';

/** Everything counted, as Prometheus reads it. */
export const GET = route(
  {
    access: { public: true },
    audit: null,
    output: raw('text/plain'),
    example: 'patchbay_calls_total{provider="pipedream",app="gmail",outcome="succeeded"} 184\n',
    tag: 'Health',
    summary: 'Metrics in the format of Prometheus',
  },
  async ({ request }) => {
    const { text, contentType } = await getMetrics(request.headers.get('authorization'));
    return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
  },
);
