import { serveMcp } from '@/lib/mcp/serve';

type Context = { params: Promise<{ agent?: string }> };

const serve = async (request: Request, { params }: Context): Promise<Response> =>
  serveMcp(request, (await params).agent);

export { serve as DELETE, serve as GET, serve as POST };
