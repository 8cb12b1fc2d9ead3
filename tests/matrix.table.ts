/**
 * Who may call each endpoint, in words, written down a second time on purpose: a change of `access` that nobody meant
 * fails here, and so does an endpoint that nobody thought about. `people · scope of keys`; `no keys` is for people only;
 * `account` means that the call is about one user, whom a key must name; `account if named` that a key may.
 */
export const MATRIX: Record<string, string> = {
  'GET /api/admin/accounts': 'admins · admin',
  'GET /api/admin/profiles': 'admins · admin',
  'GET /api/admin/providers': 'admins · admin',
  'GET /api/admin/providers/preference': 'admins · admin',
  'PUT /api/admin/providers/preference': 'admins · admin',
  'PUT /api/admin/providers/{provider}': 'admins · admin',
  'POST /api/admin/providers/{provider}/sync': 'admins · admin',

  'GET /api/apps': 'members · profiles:read · account if named',
  'GET /api/apps/categories': 'members · profiles:read · account if named',
  'GET /api/apps/syncs': 'members · profiles:read',
  'GET /api/apps/{provider}/{slug}': 'members · profiles:read · account if named',

  'GET /api/audit': 'admins · admin',

  'GET /api/connections': 'members · profiles:read · account',
  'GET /api/connections/live': 'members · profiles:read · account',
  'GET /api/connections/revocations': 'members · profiles:read · account',

  'GET /api/databases': 'members · profiles:read · account',
  'GET /api/databases/types': 'members · profiles:read',
  'GET /api/databases/schema': 'members · profiles:read',
  'POST /api/databases/test': 'members · databases:write · account if named',
  'POST /api/databases/read-only-role': 'members · databases:write · account if named',
  'POST /api/databases/connect': 'members · databases:write · account',
  'POST /api/databases/disconnect': 'members · databases:write · account',
  'GET /api/databases/{db_id}': 'members · profiles:read · account',
  'PATCH /api/databases/{db_id}': 'members · databases:write · account',
  'POST /api/databases/{db_id}/test': 'members · databases:write · account',
  'POST /api/databases/{db_id}/read-only-role': 'members · databases:write · account',
  'GET /api/databases/{db_id}/schema': 'members · tools:execute · account',
  'POST /api/databases/{db_id}/query': 'members · tools:execute · account',
  'GET /api/databases/{db_id}/history': 'members · tools:read · account',
  'GET /api/databases/{db_id}/saved-queries': 'members · profiles:read · account',
  'POST /api/databases/{db_id}/saved-queries': 'members · databases:write · account',
  'PATCH /api/databases/{db_id}/saved-queries/{name}': 'members · databases:write · account',
  'DELETE /api/databases/{db_id}/saved-queries/{name}': 'members · databases:write · account',

  'GET /api/executions': 'members · tools:read · account if named',
  'GET /api/executions/export': 'members · tools:read · account if named',
  'GET /api/executions/live': 'members · tools:read · account if named',
  'GET /api/executions/recording': 'admins · admin',
  'PUT /api/executions/recording': 'admins · admin',
  'GET /api/executions/{id}': 'members · tools:read · account if named',

  'GET /api/health': 'everybody',
  'GET /api/health/ready': 'everybody',

  'GET /api/integrations/callback': 'everybody',
  'GET /api/integrations': 'members · profiles:read · account',
  'POST /api/integrations/complete': 'members · connections:write · account',
  'POST /api/integrations/connect': 'members · connections:write · account',
  'GET /api/integrations/connected': 'members · profiles:read · account',
  'POST /api/integrations/disconnect': 'members · connections:write · account',
  'GET /api/integrations/status': 'members · profiles:read · account',

  'GET /api/invites': 'admins · admin',
  'POST /api/invites': 'admins · admin',
  'GET /api/invites/by-token/{token}': 'everybody',
  'POST /api/invites/by-token/{token}/accept': 'everybody',
  'DELETE /api/invites/{id}': 'admins · admin',

  'GET /api/keys': 'members · admin',
  'POST /api/keys': 'members · admin',
  'GET /api/keys/{id}': 'members · admin',
  'DELETE /api/keys/{id}': 'members · admin',

  'GET /api/members': 'members · admin',
  'PATCH /api/members/{user_id}': 'admins · admin',
  'DELETE /api/members/{user_id}': 'admins · admin',

  'GET /api/metrics': 'everybody',

  'GET /api/openapi.json': 'everybody',

  'GET /api/outbox': 'members · profiles:read · account',
  'DELETE /api/outbox': 'admins · admin',

  'GET /api/overview': 'members · profiles:read · account',

  'GET /api/profiles': 'members · profiles:read · account',
  'POST /api/profiles': 'members · profiles:write · account',
  'GET /api/profiles/apps': 'members · profiles:read · account',
  'GET /api/profiles/{profile_id}': 'members · profiles:read · account',
  'PUT /api/profiles/{profile_id}': 'members · profiles:write · account',
  'PATCH /api/profiles/{profile_id}': 'members · profiles:write · account',
  'DELETE /api/profiles/{profile_id}': 'members · profiles:write · account',
  'POST /api/profiles/{profile_id}/disconnect': 'members · connections:write · account',
  'POST /api/profiles/{profile_id}/refresh': 'members · connections:write · account',
  'GET /api/profiles/{profile_id}/tools': 'members · profiles:read · account',
  'PUT /api/profiles/{profile_id}/tools': 'members · profiles:write · account',
  'POST /api/profiles/{profile_id}/tools/{name}/disable': 'members · profiles:write · account',
  'POST /api/profiles/{profile_id}/tools/{name}/enable': 'members · profiles:write · account',

  'GET /api/results/{cursor}': 'members · tools:execute · account',

  'GET /api/session': 'members · no keys',
  'PATCH /api/session': 'members · no keys',
  'POST /api/session/password': 'members · no keys',
  'POST /api/session/sign-out-everywhere': 'members · no keys',
  'GET /api/session/token': 'members · no keys',

  'GET /api/setup': 'everybody',
  'POST /api/setup': 'everybody',
  'POST /api/setup/demo': 'everybody',

  'GET /api/tools': 'members · tools:read · account',
  'POST /api/tools/execute': 'members · tools:execute · account',
  'GET /api/tools/health': 'everybody',

  'POST /api/webhooks/{provider}/{nonce}': 'everybody',

  'PATCH /api/workspace': 'admins · admin',

  'GET /api/{provider}/apps/categories': 'members · profiles:read · account if named',
  'GET /api/{provider}/apps/popular': 'members · profiles:read · account if named',
  'GET /api/{provider}/apps/search': 'members · profiles:read · account if named',
  'GET /api/{provider}/apps/{slug}': 'members · profiles:read · account if named',
  'POST /api/{provider}/connection-tokens': 'members · connections:write · account',
  'GET /api/{provider}/connection-tokens/{token}': 'members · profiles:read · account',
  'GET /api/{provider}/connections': 'members · profiles:read · account',
  'POST /api/{provider}/mcp/connect': 'members · tools:read · account',
  'POST /api/{provider}/mcp/discover': 'members · tools:read · account',
  'GET /api/{provider}/profiles': 'members · profiles:read · account',
  'POST /api/{provider}/profiles': 'members · profiles:write · account',
  'GET /api/{provider}/profiles/{profile_id}': 'members · profiles:read · account',
  'PUT /api/{provider}/profiles/{profile_id}': 'members · profiles:write · account',
  'PATCH /api/{provider}/profiles/{profile_id}': 'members · profiles:write · account',
  'DELETE /api/{provider}/profiles/{profile_id}': 'members · profiles:write · account',
  'POST /api/{provider}/profiles/{profile_id}/disconnect': 'members · connections:write · account',
  'POST /api/{provider}/profiles/{profile_id}/refresh': 'members · connections:write · account',
  'GET /api/{provider}/profiles/{profile_id}/tools': 'members · profiles:read · account',
  'PUT /api/{provider}/profiles/{profile_id}/tools': 'members · profiles:write · account',
  'POST /api/{provider}/profiles/{profile_id}/tools/{name}/disable': 'members · profiles:write · account',
  'POST /api/{provider}/profiles/{profile_id}/tools/{name}/enable': 'members · profiles:write · account',
};

/** Not made with route(), each for its own reason, and tested where it stands. */
export const OTHER_DOORS: Record<string, string> = {
  'GET /mcp/{agent}': 'MCP, which has its own gate over the same principals',
  'POST /mcp/{agent}': 'MCP, which has its own gate over the same principals',
  'DELETE /mcp/{agent}': 'MCP, which has its own gate over the same principals',
  'GET /mcp': 'MCP, which has its own gate over the same principals',
  'POST /mcp': 'MCP, which has its own gate over the same principals',
  'DELETE /mcp': 'MCP, which has its own gate over the same principals',
};
