import * as z from 'zod';
import { type ErrorAction, ErrorBody, type ErrorChoice, type ErrorCode } from './contracts/error';

/** Not an answer of ours: no network, a proxy's own page, or a reply this version of the page does not know. */
export type ClientErrorCode = ErrorCode | 'offline' | 'unreadable';

type Detail = {
  fields?: Record<string, string> | undefined;
  action?: ErrorAction | undefined;
  choices?: ErrorChoice[] | undefined;
  retryAfterS?: number | undefined;
  requestId?: string | undefined;
  executionId?: string | undefined;
};

/** A tool call that was refused names its record as well. */
const Ours = ErrorBody.extend({ execution_id: z.string().optional() });
/** Of the MCP endpoint, which puts the same error into its own envelope. */
const Enveloped = z.object({ error: z.object({ data: Ours.shape.error }) });
const Refusal = z.union([Ours, Enveloped.transform(({ error }): z.infer<typeof Ours> => ({ error: error.data }))]);

/** What went wrong with a request, as the one thing a screen has to understand. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ClientErrorCode;
  readonly detail: Detail;

  constructor(code: ClientErrorCode, message: string, detail: Detail = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/**
 * The browser's only fetch. A reply is parsed, never cast: one that does not fit its contract is an error here and not
 * `undefined` three components later. A reply without a body is parsed as null.
 */
export async function api<Reply>(schema: z.ZodType<Reply>, path: string, options: Options = {}): Promise<Reply> {
  const { method = 'GET', body, headers, signal } = options;
  const response = await send(path, {
    method,
    headers: {
      Accept: 'application/json',
      // Errors come in the language of the page, which may not be the browser's.
      'Accept-Language': document.documentElement.lang,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const reply = response.status === 204 ? null : await response.json().catch(() => undefined);
  if (!response.ok) throw toApiError(reply, response.status);
  const parsed = schema.safeParse(reply);
  if (!parsed.success) throw new ApiError('unreadable', `${method} ${path}: ${parsed.error.message}`);
  return parsed.data;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (caught) {
    if (caught instanceof DOMException && caught.name === 'AbortError') throw caught;
    throw new ApiError('offline', 'The server did not answer.');
  }
}

function toApiError(reply: unknown, status: number): ApiError {
  const parsed = Refusal.safeParse(reply);
  if (!parsed.success) return new ApiError('unreadable', `HTTP ${status}`);
  const { code, message, fields, action, choices, retry_after_s, request_id } = parsed.data.error;
  return new ApiError(code, message, {
    fields,
    action,
    choices,
    retryAfterS: retry_after_s,
    requestId: request_id,
    executionId: parsed.data.execution_id,
  });
}
