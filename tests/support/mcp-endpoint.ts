import { serveMcp } from '@/lib/mcp/serve';
import { useHttpServer } from './http-server';

/** `/mcp` and `/mcp/{agent}` on a port. */
export function useMcpEndpoint(): () => string {
  return useHttpServer((request) => {
    const [, , agent] = new URL(request.url).pathname.split('/');
    return serveMcp(request, agent);
  });
}
