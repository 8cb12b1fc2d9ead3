/** How large; every account but the busiest has its share of the profiles and of the calls. */
export type Size = { accounts: number; profiles: number; executions: number };

export type Grown = { workspaceId: string; busiestAccountId: string };

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

/** The months before this one that hold calls; an installation of that age has made a partition for each. */
const MONTHS_BACK = 3;

/**
 * Fills a workspace as years of use would: accounts with profiles and connections in every state, and calls over the
 * last ninety days, more of them lately. One account has a tenth of the calls and up to 500 profiles. Written with SQL
 * by the owner of the tables, since millions of rows would take hours through the product.
 */
export async function growInstallation(query: Query, workspaceId: string, size: Size): Promise<Grown> {
  for (const statement of [...partitions(), ACCOUNTS, PROFILES, CONNECTIONS, TOOLS, EXECUTIONS, AUDIT]) {
    await query(withSize(statement, workspaceId, size));
  }
  for (const name of TABLES) await query(`analyze ${name}`);
  return { workspaceId, busiestAccountId: accountNumber(0) };
}

const TABLES = ['accounts', 'profiles', 'connections', 'tools', 'tool_executions', 'audit_events'];

function withSize(statement: string, workspaceId: string, { accounts, profiles, executions }: Size): string {
  const values: Record<string, string> = {
    workspace: `'${workspaceId}'::uuid`,
    accounts: String(accounts),
    profiles: String(profiles),
    executions: String(executions),
    busiest_profiles: String(Math.min(500, Math.ceil(profiles / 4))),
  };
  return statement.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

function accountNumber(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function partitions(): string[] {
  return Array.from({ length: MONTHS_BACK }, (_, index) => {
    const month = `date_trunc('month', now() at time zone 'UTC') - interval '${index + 1} months'`;
    return `do $$
      declare first_day timestamp := ${month};
      begin
        execute format('create table if not exists public.%I partition of public.tool_executions for values from (%L) to (%L)',
          'tool_executions_' || to_char(first_day, 'YYYY_MM'),
          first_day at time zone 'UTC', (first_day + interval '1 month') at time zone 'UTC');
      end $$`;
  });
}

const ID = (number: string) => `('00000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

/** Number 0 is the busiest. */
const ACCOUNTS = `
  insert into accounts (id, workspace_id, external_id, created_at)
  select ${ID('n')}, {workspace}, 'user-' || n, now() - n * interval '5 minutes'
  from generate_series(0, {accounts} - 1) n`;

const PROFILES = `
  insert into profiles (id, account_id, provider, app_slug, app_name, profile_name, display_name, mcp_qualified_name,
    external_user_id, is_connected, created_at)
  select ${ID('n')}, ${ID('case when n < {busiest_profiles} then 0 else n % {accounts} end')},
    case when n % 3 = 0 then 'composio' else 'pipedream' end, 'app-' || n % 60, 'App ' || n % 60, 'Profile ' || n,
    'Profile ' || n, 'pipedream:app-' || n % 60, 'pb_' || n, n % 10 > 1, now() - n * interval '3 minutes'
  from generate_series(0, {profiles} - 1) n`;

const CONNECTIONS = `
  insert into connections (profile_id, account_id, provider, app_slug, external_user_id, status)
  select id, account_id, provider, app_slug, external_user_id,
    case when is_connected then 'connected' else 'needs_reconnect' end
  from profiles`;

const TOOLS = `
  insert into tools (provider, app_slug, name, description, input_schema, definition_hash)
  select provider, 'app-' || app, 'app-' || app || '-do-thing-' || n, 'Does thing ' || n, '{"type":"object"}', 'hash'
  from unnest(array['composio', 'pipedream']) provider, generate_series(0, 59) app, generate_series(0, 7) n`;

const EXECUTIONS = `
  insert into tool_executions (executed_at, account_id, profile_id, provider, app_slug, tool_name, parameters, response,
    status, error_code, error, duration_ms, request_id)
  select now() - power(1 - n::float / {executions}, 2) * interval '90 days', ${ID('case when n % 10 = 0 then 0 else n % {accounts} end')},
    ${ID('n % {profiles}')}, 'pipedream', 'app-' || n % 60, 'app-' || n % 60 || '-do-thing-' || n % 8,
    '{"text":"hello"}', '{"ok":true}',
    case when n % 20 = 0 then 'failed' when n % 100 = 1 then 'refused' else 'succeeded' end,
    case when n % 20 = 0 then 'tool_failed' end,
    case when n % 20 = 0 then 'The channel C' || n || ' does not exist, or the app was not invited to it.' end,
    (random() * 900)::int, gen_random_uuid()::text
  from generate_series(1, {executions}) n`;

/** Opening the credentials for a call is on the trail, one entry a call. */
const AUDIT = `
  insert into audit_events (workspace_id, account_id, actor, action, subject, at)
  select {workspace}, account_id, '{"kind":"key","id":null,"name":"backend"}', 'credentials.opened', profile_id::text,
    executed_at
  from tool_executions`;
