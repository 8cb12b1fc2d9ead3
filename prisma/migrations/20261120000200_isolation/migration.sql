-- The application connects as a member of patchbay_app, which owns nothing. Row-level security shows it the rows of
-- the account that its transaction named (app.account_id), for admins those of one workspace (app.workspace_id), for
-- background jobs all (app.system). A query that named none sees no row, so a forgotten filter leaks nothing.

DO $$
BEGIN
  -- Whoever owns the database need not be allowed to create roles.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'patchbay_app') THEN
    CREATE ROLE patchbay_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles belong to the server, and another database of it has made this one
END $$;

GRANT USAGE ON SCHEMA public TO patchbay_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO patchbay_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO patchbay_app;

-- Evidence that can be rewritten is none.
REVOKE UPDATE, DELETE ON audit_events FROM patchbay_app;

CREATE FUNCTION account_in_reach(account uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT account = nullif(current_setting('app.account_id', true), '')::uuid
    OR current_setting('app.system', true) = 'on'
    OR EXISTS (
      SELECT 1 FROM accounts
      WHERE id = account AND workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
$$;

ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE connect_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_data_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE tool_executions ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_only ON profiles USING (account_in_reach(account_id));
CREATE POLICY account_only ON connections USING (account_in_reach(account_id));
CREATE POLICY account_only ON connect_attempts USING (account_in_reach(account_id));
CREATE POLICY account_only ON account_data_keys USING (account_in_reach(account_id));
CREATE POLICY account_only ON tool_executions USING (account_in_reach(account_id));
CREATE POLICY account_only ON idempotency_records USING (account_in_reach(account_id));

-- What happened to a workspace as a whole has no account; its admins see that too.
CREATE POLICY audit_read ON audit_events FOR SELECT USING (
  account_in_reach(account_id)
  OR workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
CREATE POLICY audit_append ON audit_events FOR INSERT WITH CHECK (true);
