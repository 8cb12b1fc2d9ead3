/**
 * Who may call each endpoint, in words, written down a second time on purpose: a change of `access` that nobody meant
 * fails here, and so does an endpoint that nobody thought about. `people · scope of keys`; `no keys` is for people only;
 * `account` means that the call is about one user, whom a key names.
 */
export const MATRIX: Record<string, string> = {
  'GET /api/admin/accounts': 'admins · admin',
  'GET /api/audit': 'admins · admin',
  'GET /api/health': 'everybody',
  'GET /api/health/ready': 'everybody',
  'GET /api/metrics': 'everybody',
  'GET /api/invites': 'admins · admin',
  'POST /api/invites': 'admins · admin',
  'DELETE /api/invites/{id}': 'admins · admin',
  'GET /api/invites/by-token/{token}': 'everybody',
  'POST /api/invites/by-token/{token}/accept': 'everybody',
  'GET /api/keys': 'admins · admin',
  'POST /api/keys': 'admins · admin',
  'GET /api/keys/{id}': 'admins · admin',
  'DELETE /api/keys/{id}': 'admins · admin',
  'GET /api/members': 'members · admin',
  'PATCH /api/members/{user_id}': 'admins · admin',
  'DELETE /api/members/{user_id}': 'admins · admin',
  'GET /api/openapi.json': 'everybody',
  'GET /api/overview': 'members · profiles:read · account',
  'GET /api/session': 'members · no keys',
  'PATCH /api/session': 'members · no keys',
  'POST /api/session/password': 'members · no keys',
  'POST /api/session/sign-out-everywhere': 'members · no keys',
  'GET /api/session/token': 'members · no keys',
  'GET /api/setup': 'everybody',
  'POST /api/setup': 'everybody',
  'POST /api/setup/demo': 'everybody',
  'PATCH /api/workspace': 'admins · admin',
};

/** Not made with route(), each for its own reason, and tested where it stands. */
export const OTHER_DOORS: Record<string, string> = {
  'GET /api/auth/{nextauth}': 'next-auth’s own protocol',
  'POST /api/auth/{nextauth}': 'next-auth’s own protocol, with its own CSRF token',
};
