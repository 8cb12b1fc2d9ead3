import { type ConnectFailure, OpenedLink } from '@/lib/contracts/connection-token';
import { confirmAttempt } from '@/lib/domain/connect/confirm-attempt';
import { type FinishedAttempt, stateOfToken } from '@/lib/domain/connect/connect-attempts';
import { returnUrlOf } from '@/lib/domain/connect/describe-attempt';
import { finishAttempt } from '@/lib/domain/connect/finish-attempt';
import { finishSession } from '@/lib/domain/connect/finish-session';
import { openAttempt } from '@/lib/domain/connect/open-attempt';
import { env } from '@/lib/platform/env';
import { toErrorAnswer } from './answer';
import { keepBrowser, keepState, readStates } from './browser-cookie';
import { readLocale } from './read-locale';
import { requestIdOf } from './request-id';
import { refuseForeignWrite } from './same-origin';
import { readVisitor } from './visitor';

/**
 * `/connect/{token}/open`: binds the link to this browser and says where it goes on, to the provider. Only our own page
 * asks, for a person who looks at it: a program that follows links, a page that is fetched ahead of need and a page of
 * somebody else bind nothing.
 */
export async function openLink(request: Request, token: string): Promise<Response> {
  const refused = refuseOthers(request);
  if (refused) return refused;
  if (request.headers.has('sec-purpose')) return new Response(null, { status: 403 });
  const { browser, setCookie } = keepBrowser(request);
  const opened = await openAttempt(token, { ...(await readVisitor(request)), browser });
  const to = opened.kind === 'redirect' ? opened.url : `${env().appUrl}/connect/${token}?failure=${opened.failure}`;
  const response = goOnWithoutRedirect(to, request.headers.get('accept'));
  response.headers.append('set-cookie', setCookie);
  if (opened.kind === 'redirect') response.headers.append('set-cookie', keepState(request, stateOfToken(token)));
  return response;
}

/** Who follows the address of `/connect/{token}/open` sees the page of the link instead. */
export function showLink(token: string): Response {
  return goTo(`${env().appUrl}/connect/${token}`);
}

/** `/connect/callback`, and the gateway's own callback: the provider sends the person back here. */
export async function handleCallback(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const elsewhere = otherHost(request);
  // Cookies belong to the address of the product; a callback registered under another goes there first.
  if (elsewhere) return goTo(`${env().appUrl}/connect/callback${url.search}`);
  const { state = '', ...answer } = Object.fromEntries(url.searchParams);
  if (!state && answer.session_uri) {
    const found = await finishSession(readStates(request), await readVisitor(request), answer.session_uri);
    return found ? answerWith(found.state, found.finished) : goTo(resultUrl('', 'other_browser'));
  }
  return answerWith(state, await finishAttempt(state, await readVisitor(request), answer));
}

/** `/connect/confirm`: a form of our own page, and of nobody else's. */
export async function confirm(request: Request): Promise<Response> {
  const refused = refuseOthers(request);
  if (refused) return refused;
  const form = new URLSearchParams(await request.text());
  const state = form.get('state') ?? '';
  await confirmAttempt(state, await readVisitor(request), form.get('answer') === 'yes');
  // Always to the page: a form must not lead to another site, and the page goes on from there.
  return goTo(resultUrl(state));
}

/** Null for a form of our own page. */
function refuseOthers(request: Request): Response | null {
  try {
    refuseForeignWrite(request, true);
    return null;
  } catch (caught) {
    const about = { requestId: requestIdOf(request), headers: new Headers(), locale: readLocale(request) };
    return toErrorAnswer(caught, about);
  }
}

/** Straight on to where the caller wanted the person, else to the page that explains and tells the opener. */
function answerWith(state: string, finished: FinishedAttempt): Response {
  if (finished.kind === 'completed') return goTo(returnUrlOf(finished.attempt, state, 'success') ?? resultUrl(state));
  if (finished.kind !== 'problem') return goTo(resultUrl(state));
  const { failure, attempt } = finished;
  const onward = attempt && BELONGS_TO_VISITOR.has(failure) ? returnUrlOf(attempt, state, failure) : null;
  return goTo(onward ?? resultUrl(state, failure));
}

/** In these cases whoever stands before us is who the caller sent; in all others nothing is passed on. */
const BELONGS_TO_VISITOR = new Set<ConnectFailure>(['cancelled', 'provider_rejected', 'taken', 'two_at_once']);

function resultUrl(state: string, failure?: ConnectFailure): string {
  const url = new URL('/connect/done', env().appUrl);
  url.searchParams.set('state', state);
  if (failure) url.searchParams.set('failure', failure);
  return url.href;
}

function otherHost(request: Request): boolean {
  const { OAUTH_REDIRECT_BASE, appUrl } = env();
  if (!OAUTH_REDIRECT_BASE || new URL(OAUTH_REDIRECT_BASE).host === new URL(appUrl).host) return false;
  return request.headers.get('host') === new URL(OAUTH_REDIRECT_BASE).host;
}

/**
 * What a form was sent to must not redirect to another site (Content-Security-Policy, form-action). So a browser
 * without scripts refreshes to the address, and our script reads it.
 */
function goOnWithoutRedirect(url: string, accepted: string | null): Response {
  const { headers } = goTo(url);
  if (accepted === 'application/json') return Response.json(OpenedLink.parse({ location: url }), { headers });
  headers.set('refresh', `0; url=${url}`);
  return new Response(null, { status: 200, headers });
}

/** The address that was left holds a token or a state: it travels nowhere. */
function goTo(url: string): Response {
  const headers = { location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 303, headers });
}
