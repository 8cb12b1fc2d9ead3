import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { isDemoOpen } from '@/lib/domain/identity/demo';
import { authOptions } from '@/lib/http/auth-options';
import { withWords } from '@/lib/http/bare-answer';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Signing in and out, as next-auth has it. Its endpoint for the browser's own log lines is left out: anybody could
 * write there. */
async function serve(request: NextRequest, context: Context): Promise<Response> {
  const [action, provider] = (await context.params).nextauth;
  if (action === '_log') return new Response(null, { status: 204 });
  // Whoever enters a demo that has closed meanwhile is refused with words; the list does not name it any more.
  const offered = action === 'providers' ? { offersDemo: await isDemoOpen() } : undefined;
  return withWords(await NextAuth(request, context, authOptions(offered)), request, provider);
}

export { serve as GET, serve as POST };
