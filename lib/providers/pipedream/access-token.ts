import { OauthTokensClient } from '@pipedream/sdk/oauthTokens';
import * as z from 'zod';
import type { Post } from '@/lib/platform/outbound/post';
import { untilAborted } from '../upstream/ask';
import { broken, failureOf, misconfigured } from '../upstream/failure';
import { upstreamFetch } from '../upstream/fetch';
import type { PipedreamSettings } from './settings';
import { carrying, replyTo, SERVICE } from './wire';

/** OAuth recommends to say how long a token lives, and does not demand it. */
const UNKNOWN_LIFE_S = 600;
const MAX_LIFE_S = 24 * 60 * 60;
const Issued = z.object({
  access_token: z.string().regex(/^[!-~]+$/),
  expires_in: z.coerce.number().positive().catch(UNKNOWN_LIFE_S),
});

type Held = { token: Promise<string>; value: string | null; renewAt: number };

/** Renewed a little before its end, and never later than half of a short life. */
const RENEW_BEFORE_S = 120;
const ISSUE_LIMIT_MS = 15_000;
/** What OAuth answers to a client that it does not know, or whose secret is wrong. */
const REFUSED = new Set([400, 401, 403]);

/**
 * The installation's bearer, asked for once however many calls need it at the same moment, and forgotten as soon as
 * the service refuses it. The library's own cache is not used: it asks once per call and keeps what was refused.
 */
export class AccessToken {
  private held: Held | null = null;
  private readonly client: OauthTokensClient;
  private readonly settings: PipedreamSettings;

  constructor(settings: PipedreamSettings, send: typeof fetch) {
    this.settings = settings;
    this.client = new OauthTokensClient({
      baseUrl: settings.baseUrl,
      projectId: settings.projectId,
      auth: false,
      maxRetries: 0,
      fetch: carrying(upstreamFetch(SERVICE, send)),
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
    });
  }

  get(): Promise<string> {
    if (this.held && this.held.renewAt > Date.now()) return this.held.token;
    const issued = this.issue();
    const held: Held = { token: issued.then(({ token }) => token), value: null, renewAt: Number.POSITIVE_INFINITY };
    this.held = held;
    issued.then(
      ({ token, lifeS }) => {
        held.value = token;
        held.renewAt = Date.now() + lifeS * 1000;
      },
      () => this.release(held),
    );
    return held.token;
  }

  /** The one at hand, if there is one: most calls have nothing to wait for. */
  get current(): string | null {
    return this.held && this.held.renewAt > Date.now() ? this.held.value : null;
  }

  /** Only what is still the current token is dropped, so that many refusals of one token lead to one renewal. */
  async drop(refused: string): Promise<void> {
    const { held } = this;
    if (held && (await held.token.catch(() => null)) === refused) this.release(held);
  }

  private release(held: Held): void {
    if (this.held === held) this.held = null;
  }

  private async issue(): Promise<{ token: string; lifeS: number }> {
    const { clientId, clientSecret } = this.settings;
    const reply = await replyTo(AbortSignal.timeout(ISSUE_LIMIT_MS), (abortSignal) =>
      this.client.create({ clientId, clientSecret }, { abortSignal }),
    ).catch((caught: unknown) => {
      const failure = failureOf(caught);
      throw failure && REFUSED.has(failure.status ?? 0) ? misconfigured(SERVICE, failure) : caught;
    });
    const issued = Issued.safeParse(reply);
    if (!issued.success) throw broken(SERVICE, 'no token');
    const { access_token: token } = issued.data;
    const expiresIn = Math.min(issued.data.expires_in, MAX_LIFE_S);
    return { token, lifeS: Math.max(expiresIn - RENEW_BEFORE_S, expiresIn / 2) };
  }
}

/**
 * Adds the bearer to every request, and on a 401 sends it once more with a new one: a request that was refused for its
 * bearer was not carried out, so this holds for writes too.
 */
export function withBearer(tokens: AccessToken, send: typeof fetch): typeof fetch {
  const sendWith = (token: string, input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return send(input, { ...init, headers });
  };
  return async (input, init) => {
    const token = await tokens.get();
    const response = await sendWith(token, input, init);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    await tokens.drop(token);
    return sendWith(await tokens.get(), input, init);
  };
}

/** The same for calls. */
export function postWithBearer(tokens: AccessToken, post: Post): Post {
  return async (url, sent) => {
    const sendWith = (token: string) =>
      post(url, { ...sent, headers: { ...sent.headers, authorization: `Bearer ${token}` } });
    const next = () => untilAborted(sent.signal, tokens.get());
    const token = tokens.current ?? (await next());
    const answer = await sendWith(token);
    if (answer.status !== 401) return answer;
    await answer.text();
    await tokens.drop(token);
    const renewed = await next();
    sent.onRepeat?.();
    return sendWith(renewed);
  };
}
