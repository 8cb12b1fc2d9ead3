import type { Locale } from '@/lib/contracts/user';
import { toAppError, toErrorBody } from '@/lib/errors';
import { setAllowance } from './allowance';
import { setDemoHeader } from './demo-header';
import { logFailure } from './log-failure';
import type { AnySpec } from './spec';
import { translate } from './translate';
import { WholeResponse, wholeJson } from './whole-response';

type About = { requestId: string; headers: Headers };

/** The result as the contract has it. Nothing is kept by caches unless a raw answer says so itself. */
export function toAnswer(spec: AnySpec, result: unknown, { requestId, headers }: About): Response {
  if (result instanceof Response) {
    const answer = result instanceof WholeResponse ? result : new Response(result.body, result);
    for (const [name, value] of common(requestId, headers)) {
      if (name === 'set-cookie') answer.headers.append(name, value);
      else if (!answer.headers.has(name)) answer.headers.set(name, value);
    }
    return answer;
  }
  const output = spec.output.parse(result);
  const shared = common(requestId, headers);
  if (output === undefined) return new Response(null, { status: spec.status ?? 204, headers: shared });
  setDemoHeader(shared, output);
  return wholeJson(output, { status: spec.status ?? 200, headers: shared });
}

/** Whatever was thrown, in the one shape, in the reader's language. */
export function toErrorAnswer(
  caught: unknown,
  { requestId, headers, locale, carriesSuccess }: About & { locale: Locale; carriesSuccess?: boolean | undefined },
): Response {
  const error = toAppError(caught);
  const { code, status, detail } = error;
  logFailure(error, requestId);
  const shared = common(requestId, headers);
  if (detail.allowance) setAllowance(shared, detail.allowance);
  if (detail.retryAfterS !== undefined) shared.set('retry-after', String(Math.ceil(detail.retryAfterS)));
  if (code === 'unauthenticated') shared.set('www-authenticate', 'Bearer');
  const body = toErrorBody(translate(error, locale), requestId, locale);
  return Response.json(carriesSuccess ? { success: false, ...body } : body, { status, headers: shared });
}

function common(requestId: string, headers: Headers): Headers {
  const all = new Headers(headers);
  all.set('x-request-id', requestId);
  if (!all.has('cache-control')) all.set('cache-control', 'no-store');
  return all;
}
