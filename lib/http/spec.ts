import * as z from 'zod';
import type { AuditActor } from '@/lib/contracts/audit';
import type { JsonObject } from '@/lib/contracts/json';
import type { Role, Scope } from '@/lib/contracts/scope';
import type { Principal } from '@/lib/domain/identity/principal';
import type { Limit } from '@/lib/platform/limits';

/**
 * Who may call. `public`: anybody, signed in or not. Else the least role of a person, the scope a key must have (null:
 * people only) and whether the call is about one user's account: `required` makes a key name it as `user_id`.
 */
export type Access = { public: true } | { role: Role; scope: Scope | null; account: 'none' | 'optional' | 'required' };

/** What the trail is told beside who acted and what they did; a public endpoint must say whose trail it is. */
export type Audited = {
  subject?: string | null;
  detail?: JsonObject;
  workspaceId?: string;
  actor?: AuditActor;
};

export type Audit<P, Q, B, O> = {
  /** `noun.verb` */
  action: string;
  of?: (event: { params: P; query: Q; body: B; result: O }) => Audited;
};

/** An answer of an endpoint that has several: what it looks like, or where it leads. */
export type Answer = { description: string; shape?: z.ZodType; location?: string; example?: unknown };

/** The headings under which endpoints stand in the API reference. */
export type Tag =
  | 'Admin'
  | 'Apps'
  | 'Databases'
  | 'Demo'
  | 'Evidence'
  | 'Gateway'
  | 'Health'
  | 'Keys'
  | 'Members'
  | 'Profiles'
  | 'Providers'
  | 'Reference'
  | 'Session'
  | 'Set-up'
  | 'Tools'
  | 'Webhooks';

export type Spec<A extends Access, P, Q, B, O> = {
  access: A;
  /** What the audit trail says of it; null for what changes nothing or keeps its own record. */
  audit: Audit<P, Q, B, O> | null;
  /** `z.void()` answers 204; `raw('text/csv')` hands on the Response as it is. */
  output: z.ZodType<O>;
  /** What an answer of `raw` text looks like. */
  example?: string;
  /** By status, where `raw` hides that there are several. */
  answers?: Record<number, Answer>;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  status?: number;
  summary?: string;
  description?: string;
  tag?: Tag;
  /** Headers of the answer, whatever it is. */
  headers?: Record<string, string>;
  /** Counted per key, person or address. */
  limit?: Limit;
  maxBodyBytes?: number;
  /** For the endpoints whose callers look at `success`: their errors carry `success: false`. */
  carriesSuccess?: boolean;
};

/** A spec of any endpoint, for what reads them all: the OpenAPI document and the matrix of the tests. */
export type AnySpec = Omit<Spec<Access, unknown, unknown, unknown, unknown>, 'audit'> & {
  audit: { action: string } | null;
};

export type Call<A extends Access, P, Q, B> = {
  principal: A extends { public: true } ? Principal | null : Principal;
  params: P;
  query: Q;
  body: B;
  request: Request;
  requestId: string;
  /** To be sent with the answer. */
  headers: Headers;
};

export type RouteContext = { params: Promise<unknown> };

export type RouteHandler = ((request: Request, context: RouteContext) => Promise<Response>) & { spec: AnySpec };

const contentTypes = new WeakMap<z.ZodType, string>();
const descriptions = new WeakMap<z.ZodType, z.ZodType>();

/**
 * For answers that are not JSON (streams, files, redirects), and for those that are kept as text because making them
 * anew would cost more than all the rest: then `described` is what they look like. The handler makes the Response.
 */
export function raw(contentType: string, described?: z.ZodType): z.ZodType<Response> {
  const schema = z.custom<Response>((value) => value instanceof Response);
  contentTypes.set(schema, contentType);
  if (described) descriptions.set(schema, described);
  return schema;
}

/** What a `raw` output that is JSON looks like. */
export function rawShape(output: z.ZodType): z.ZodType | undefined {
  return descriptions.get(output);
}

/** The content type of a `raw` output, or undefined for JSON. */
export function rawType(output: z.ZodType): string | undefined {
  return contentTypes.get(output);
}
