/** Every client cache in one place. A key begins like the path of the endpoint it mirrors. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  overview: ['overview'] as const,
  keys: ['keys'] as const,
  members: ['members'] as const,
  invites: ['invites'] as const,
  invitePreview: (token: string) => ['invites', 'by-token', token] as const,
  apps: {
    all: ['apps'] as const,
    search: (filters: object) => ['apps', 'search', filters] as const,
    offers: (provider: string, slug: string) => ['apps', 'offers', provider, slug] as const,
    details: (provider: string, slug: string) => ['apps', provider, slug] as const,
    categories: (provider: string) => ['apps', 'categories', provider] as const,
    syncs: ['apps', 'syncs'] as const,
  },
  profiles: {
    all: ['profiles'] as const,
    list: (account: string | null, filters: object) => ['profiles', { account, ...filters }] as const,
    one: (account: string | null, id: string) => ['profiles', id, { account }] as const,
    tools: (account: string | null, id: string) => ['profiles', id, 'tools', { account }] as const,
  },
  connections: {
    all: ['connections'] as const,
    list: (account: string | null, filters: object) => ['connections', { account, ...filters }] as const,
  },
  connectionToken: (provider: string, token: string) => [provider, 'connection-tokens', token] as const,
  tools: (q: string) => ['tools', q] as const,
  executions: {
    all: ['executions'] as const,
    list: (account: string | null, filters: object) => ['executions', { account, ...filters }] as const,
    one: (id: string) => ['executions', id] as const,
  },
  outbox: (app: string) => ['outbox', app] as const,
  accounts: (q: string) => ['admin', 'accounts', q] as const,
  providers: ['admin', 'providers'] as const,
};
