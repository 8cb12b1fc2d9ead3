import type { Access, AnySpec } from '../spec';
import type { JsonSchema } from './schema-book';

export const SECURITY_SCHEMES = {
  session: { type: 'apiKey', in: 'cookie', name: 'patchbay-session', description: 'Set by signing in at /sign-in.' },
  token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From GET /api/session/token.' },
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key of the workspace.' },
  bearerKey: { type: 'http', scheme: 'bearer', description: 'The same key, as a bearer token.' },
};

const userId = { type: 'string', minLength: 1, maxLength: 200 };
const userWords =
  'With a key: whose account this is about. With a session: another account, if an admin sends it; anybody else acts for themselves whatever it says.';

export const PARAMETERS = {
  user_id: { name: 'user_id', in: 'query', required: false, description: userWords, schema: userId, example: 'jane' },
  'X-User-Id': {
    name: 'X-User-Id',
    in: 'header',
    required: false,
    description: userWords,
    schema: userId,
    example: 'jane',
  },
};

export function securityOf(access: Access): JsonSchema[] {
  if ('public' in access) return [];
  const people = [{ session: [] }, { token: [] }];
  return access.scope === null ? people : [...people, { key: [access.scope] }, { bearerKey: [access.scope] }];
}

export function accessWords(access: Access): string {
  if ('public' in access) return 'Open to everybody.';
  const people = { member: 'Every member', admin: 'Admins and owners', owner: 'Owners' }[access.role];
  return access.scope === null ? `${people}; not for keys.` : `${people}, and keys with the scope \`${access.scope}\`.`;
}

type Told = { description: string; code: string; message: string; more?: JsonSchema };

const ERRORS: Record<string, Told> = {
  '400': {
    description:
      'The body is not JSON, is nested too deeply or holds text that cannot be kept; or several different users are named.',
    code: 'invalid_request',
    message: 'The body is not valid JSON.',
  },
  '401': {
    description: 'No or wrong credentials.',
    code: 'unauthenticated',
    message: 'Sign in or send a key to continue.',
  },
  '403': { description: 'Known, but not allowed.', code: 'forbidden', message: 'Only an admin can do this.' },
  '404': { description: 'Absent, or someone else’s.', code: 'not_found', message: 'There is no such key.' },
  '409': {
    description: 'It conflicts with what is there.',
    code: 'conflict',
    message: 'This invite was already used.',
  },
  '422': {
    description: 'A field is wrong; `fields` names it.',
    code: 'invalid_request',
    message: 'Some fields need another look.',
    more: { fields: { name: 'This is required.' } },
  },
  '429': {
    description: 'Too many requests; `Retry-After` says when to come back.',
    code: 'rate_limited',
    message: 'Too many requests. Try again in 12 s.',
    more: { retry_after_s: 12 },
  },
  '503': {
    description:
      'Something that has to answer is away, the database of the product or a service, or too many large answers are being read; `Retry-After` says when to come back.',
    code: 'internal',
    message: 'Patchbay cannot reach its database at the moment.',
    more: { retry_after_s: 5 },
  },
  default: {
    description: 'Any other failure, in the same shape.',
    code: 'internal',
    message: 'Something went wrong on our side.',
  },
};

export const RESPONSES = Object.fromEntries(
  Object.entries(ERRORS).flatMap(([status, { description, code, message, more }]) => {
    const error = { code, message, request_id: '6f1c1a52-7d0e-4f39-9c7e-0d6a1f1c2b3a', ...more };
    const answer = (schema: string, example: JsonSchema) => ({
      description,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, example } },
    });
    return [
      [nameOf(status, false), answer('Error', { error })],
      [nameOf(status, true), answer('Failure', { success: false, error })],
    ];
  }),
);

/** Which of the errors an endpoint can give, as far as its spec tells. */
export function errorsOf(spec: AnySpec): JsonSchema {
  const isPublic = 'public' in spec.access;
  const takesInput = Boolean(spec.body || spec.query || spec.params);
  const statuses = [
    ...(spec.body ? ['400'] : []),
    ...(isPublic ? [] : ['401', '403']),
    ...(spec.params ? ['404'] : []),
    ...(spec.body ? ['409'] : []),
    ...(takesInput ? ['422'] : []),
    ...(spec.limit ? ['429'] : []),
    // Whoever calls is looked up, and so is what they ask for.
    ...(isPublic && !takesInput ? [] : ['503']),
    'default',
  ];
  const carriesSuccess = spec.carriesSuccess ?? false;
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status, carriesSuccess)}` }]),
  );
}

function nameOf(status: string, carriesSuccess: boolean): string {
  const kind = carriesSuccess ? 'Failure' : 'Error';
  return status === 'default' ? kind : `${kind}${status}`;
}
