import { openLink } from '@/lib/http/connect-pages';

export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  return openLink(request, (await params).token);
}
