import { serveMcp } from '@/lib/mcp/serve';

const serve = (request: Request): Promise<Response> => serveMcp(request);

export { serve as DELETE, serve as GET, serve as POST };
