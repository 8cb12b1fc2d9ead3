import { getReadiness } from '@/lib/domain/readiness';

/** Whether a load balancer should send requests here. */
export async function GET(): Promise<Response> {
  const readiness = await getReadiness();
  return Response.json(readiness, { status: readiness.status === 'ready' ? 200 : 503 });
}
