import { listMethods } from '@/lib/mcp/gate';
import { serveMcp } from '@/lib/mcp/serve';

const serve = (request: Request): Promise<Response> => serveMcp(request);

export { listMethods as OPTIONS, serve as DELETE, serve as GET, serve as POST };
