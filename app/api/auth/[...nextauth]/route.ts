import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/http/auth-options';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Signing in and out, as next-auth has it. Its endpoint for the browser's own log lines is left out: anybody could
 * write there. */
async function serve(request: NextRequest, context: Context): Promise<Response> {
  if ((await context.params).nextauth[0] === '_log') return new Response(null, { status: 204 });
  return NextAuth(request, context, authOptions());
}

export { serve as GET, serve as POST };
