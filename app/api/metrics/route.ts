import { getMetrics } from '@/lib/domain/metrics';

/** Everything counted, as Prometheus reads it. */
export async function GET(request: Request): Promise<Response> {
  const { text, contentType } = await getMetrics(request.headers.get('authorization'));
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
}
