import type { App } from '../apps/define';
import type { Call } from '../http';
import { type Route, route } from '../router';
import { composioConsent } from './composio';
import { isIdentity } from './identities';
import { consentPage, noticePage } from './page';
import { pipedreamConsent } from './pipedream';
import { STYLE } from './style';
import { type Words, wordsFor } from './words';

export type Problem = 'invalid' | 'expired' | 'noApp';
export type Answer = { identity: string; key: string | null };

/** What one provider's link leads to. The URLs are where the person goes next; null shows a last page here. */
export type Flow = {
  app: App;
  returnsTo: string | null;
  /** Why a key is refused, or null. Only one of the providers tries it. */
  refuseKey(key: string): boolean;
  allow(answer: Answer): string | null;
  cancel(): string | null;
  fail(): void;
};

export type OpenFlow = (call: Call) => Flow | Problem;

export const consentRoutes: Route[] = [
  route(
    'GET',
    '/consent/style.css',
    () => new Response(STYLE, { headers: { 'content-type': 'text/css; charset=utf-8' } }),
  ),
  ...pages('/consent/pipedream', pipedreamConsent),
  ...pages('/consent/composio', composioConsent),
];

function pages(path: string, open: OpenFlow): Route[] {
  return [
    route('GET', path, (call) => {
      const words = wordsFor(call.headers.get('accept-language'));
      const flow = open(call);
      return withOpenerPolicy(call, typeof flow === 'string' ? problem(words, flow) : ask(words, flow, null));
    }),
    route('POST', path, (call) => {
      const words = wordsFor(call.headers.get('accept-language'));
      const flow = open(call);
      const form = new URLSearchParams(call.text);
      return withOpenerPolicy(call, typeof flow === 'string' ? problem(words, flow) : decide(words, flow, form));
    }),
  ];
}

/** Real services send this on their sign-in pages, or do not; a page that opened the popup must not depend on it. */
function withOpenerPolicy({ sandbox }: Call, response: Response): Response {
  const { consentOpenerPolicy } = sandbox.settings;
  if (consentOpenerPolicy) response.headers.set('cross-origin-opener-policy', consentOpenerPolicy);
  return response;
}

function decide(words: Words, flow: Flow, form: URLSearchParams): Response {
  if (form.get('decision') !== 'allow') return leave(flow.cancel(), noticePage(words, words.cancelled, words.close));
  const key = flow.app.auth === 'keys' ? (form.get('key') ?? '').trim() : null;
  const identity = key === null ? (form.get('identity') ?? '') : `key-${key.slice(-4)}`;
  if (key === null && !isIdentity(identity)) return ask(words, flow, words.pickOne);
  if (key === '' || (key !== null && flow.refuseKey(key))) {
    flow.fail();
    return ask(words, flow, words.badKey);
  }
  return leave(flow.allow({ identity, key }), noticePage(words, words.connected(flow.app.name), words.close));
}

function ask(words: Words, { app, returnsTo }: Flow, error: string | null): Response {
  return html(consentPage(words, { app, requester: hostOf(returnsTo), error }), error ? 422 : 200);
}

function leave(url: string | null, page: string): Response {
  return url ? new Response(null, { status: 303, headers: { location: url } }) : html(page, 200);
}

function problem(words: Words, kind: Problem): Response {
  return html(noticePage(words, words.problem, words[kind]), kind === 'expired' ? 410 : 404);
}

function html(body: string, status: number): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

function hostOf(url: string | null): string | null {
  return url && URL.canParse(url) ? new URL(url).host : null;
}
