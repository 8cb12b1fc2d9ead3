import type * as z from 'zod';
import { actorOf, recordAudit } from '@/lib/domain/identity/audit';
import type { Principal } from '@/lib/domain/identity/principal';
import { AppError, parseInput } from '@/lib/errors';
import { take } from '@/lib/platform/limits';
import { say } from '@/lib/sentence';
import { actingAs } from './acting-as';
import { addressOf } from './address';
import { admit } from './admit';
import { setAllowance } from './allowance';
import { toAnswer, toErrorAnswer } from './answer';
import { storable } from './check-text';
import { queryOf } from './query';
import { readJson } from './read-body';
import { readLocale } from './read-locale';
import { requestIdOf } from './request-id';
import type { Access, AnySpec, Call, RouteContext, RouteHandler, Spec } from './spec';

export { raw } from './spec';

/**
 * The one way to write an endpoint: who may call it, what it takes, what it gives, what the audit trail says. Strangers
 * are turned away before their input is read. The output is parsed too, which drops every key the contract does not
 * name: a new column cannot leak.
 */
export function route<A extends Access, O, P = undefined, Q = undefined, B = undefined>(
  spec: Spec<A, P, Q, B, O>,
  handle: (call: Call<A, P, Q, B>) => Promise<O>,
): RouteHandler {
  const serve = async (request: Request, context: RouteContext): Promise<Response> => {
    const requestId = requestIdOf(request);
    const headers = new Headers(spec.headers);
    let locale = readLocale(request);
    try {
      const admitted = await admit(request, spec.access);
      locale = admitted?.locale ?? locale;
      await limitCalls(request, spec, admitted, headers);

      const read = <Value>(schema: z.ZodType<Value> | undefined, input: unknown) =>
        (schema && parseInput(schema, input)) as Value;
      const sent = needsBody(request, spec, admitted) ? await readJson(request, spec.maxBodyBytes) : undefined;
      const params = read(spec.params, storable(await context.params)) as P;
      const query = read(spec.query, storable(Object.fromEntries(queryOf(request)))) as Q;
      const body = read(spec.body, sent) as B;

      const principal = admitted && (await actingAs(admitted, request, sent, spec.access));
      const call = { principal, params, query, body, request, requestId, headers } as Call<A, P, Q, B>;
      const result = await handle(call);
      if (spec.audit) await audit(principal, spec.audit.action, spec.audit.of?.({ params, query, body, result }));
      return toAnswer(spec as AnySpec, result, { requestId, headers });
    } catch (caught) {
      return toErrorAnswer(caught, { requestId, headers, locale, carriesSuccess: spec.carriesSuccess });
    }
  };
  return Object.assign(serve, { spec: spec as AnySpec });
}

/** A key may name its user in the body of an endpoint that takes nothing else. */
function needsBody(
  request: Request,
  { body, access }: { body?: unknown; access: Access },
  caller: Principal | null,
): boolean {
  if (body) return true;
  const takesUser = !('public' in access) && access.account !== 'none' && caller?.via.kind === 'key';
  return takesUser && request.method !== 'GET' && request.method !== 'HEAD';
}

async function limitCalls(
  request: Request,
  { limit }: { limit?: AnySpec['limit'] },
  principal: Principal | null,
  headers: Headers,
): Promise<void> {
  if (!limit) return;
  const caller = principal?.keyId ?? principal?.userId ?? principal?.workspaceId ?? addressOf(request.headers);
  setAllowance(headers, await take(limit, caller));
}

type Told = NonNullable<
  ReturnType<NonNullable<NonNullable<Spec<Access, unknown, unknown, unknown, unknown>['audit']>['of']>>
>;

/** After the change, before the answer: what cannot be put on record is not reported as done. */
async function audit(principal: Principal | null, action: string, told: Told = {}): Promise<void> {
  const workspaceId = told.workspaceId ?? principal?.workspaceId;
  if (!workspaceId) throw new AppError('internal', say('general.internal'), { cause: `${action}: no workspace` });
  const actor = told.actor ?? (principal ? actorOf(principal) : { kind: 'visitor' as const, id: null, name: null });
  await recordAudit({
    workspaceId,
    accountId: principal?.accountId ?? null,
    actor,
    action,
    subject: told.subject ?? null,
    detail: told.detail ?? {},
  });
}
