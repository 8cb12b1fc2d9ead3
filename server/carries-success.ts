/** The endpoints whose errors carry `success: false`, for refusals that reach none of them. A test compares them with the specs. */
export const SUCCESS_ENDPOINTS = [
  'GET /api/connections',
  'GET /api/databases/{db_id}/schema',
  'GET /api/{provider}/connections',
  'POST /api/databases/test',
  'POST /api/databases/{db_id}/query',
  'POST /api/databases/{db_id}/test',
  'POST /api/integrations/complete',
  'POST /api/integrations/connect',
  'POST /api/integrations/disconnect',
  'POST /api/tools/execute',
  'POST /api/{provider}/connection-tokens',
  'POST /api/{provider}/mcp/connect',
  'POST /api/{provider}/mcp/discover',
];

const patterns = SUCCESS_ENDPOINTS.map((endpoint) => new RegExp(`^${endpoint.replace(/{\w+}/g, '[^/]+')}$`));

type Asked = { method?: string | undefined; url?: string | undefined };

/** Whether the contract of this address promises `success: false` beside the error. */
export function carriesSuccess({ method = 'GET', url = '/' }: Asked): boolean {
  const endpoint = `${method} ${url.replace(/[?#].*$/s, '')}`;
  return patterns.some((pattern) => pattern.test(endpoint));
}
