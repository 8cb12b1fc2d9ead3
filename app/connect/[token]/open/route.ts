import { openLink, showLink } from '@/lib/http/connect-pages';

type Context = { params: Promise<{ token: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  return showLink((await params).token);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return openLink(request, (await params).token);
}
