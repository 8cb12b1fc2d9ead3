import { type NextRequest, NextResponse } from 'next/server';

const isDevelopment = process.env.NODE_ENV === 'development';

/**
 * Gives every page its own nonce, so that a script somebody smuggled into it does not run, and keeps the page out of
 * other people's frames. Pages only: endpoints that agents call must not pay for it.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set('Content-Security-Policy', policy);
  headers.set('x-pathname', request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Cross-Origin-Opener-Policy', openerPolicy(request.nextUrl.pathname));
  response.headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  return response;
}

/**
 * Nobody else may reach our windows. The connect pages are the exception: they run in a popup on its way to a provider,
 * and any policy of their own would cut that popup from the page that opened it as soon as it leaves for the provider.
 */
function openerPolicy(path: string): string {
  return path.startsWith('/connect/') ? 'unsafe-none' : 'same-origin-allow-popups';
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // React's development build evaluates strings to show where an error came from.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Positioned popovers and toasts set style attributes. Styles cannot run code.
    "style-src 'self' 'unsafe-inline'",
    // Icons of apps come from the providers' own hosts.
    "img-src 'self' data: blob: https:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  // By their place, never by how they end: `/profiles/x.png` is a page too.
  matcher: ['/((?!api/|api$|mcp/|mcp$|sandbox/|sandbox$|_next/).*)'],
};
