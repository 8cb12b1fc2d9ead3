-- Tool calls: their records are written in groups by one statement, and what of a result was too long to send is kept
-- for a short while. Safe while the former version still serves: nothing that exists is altered.

-- One round trip for a whole group. The rows belong to many accounts, so the function reaches all of them itself; the
-- setting ends with the statement. Runs with the rights of whoever calls it.
CREATE FUNCTION record_calls(calls jsonb, events jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.system', 'on', true);
  INSERT INTO tool_executions (id, executed_at, account_id, profile_id, agent_id, key_id, provider, app_slug, tool_name,
    parameters, response, status, error_code, error, attempts, duration_ms, request_id)
  SELECT id, executed_at, account_id, profile_id, agent_id, key_id, provider, app_slug, tool_name,
    parameters, response, status, error_code, error, attempts, duration_ms, request_id
  FROM jsonb_to_recordset(calls) AS (id uuid, executed_at timestamptz, account_id uuid, profile_id uuid, agent_id uuid,
    key_id uuid, provider text, app_slug text, tool_name text, parameters jsonb, response jsonb, status text,
    error_code text, error text, attempts int, duration_ms int, request_id text);
  INSERT INTO audit_events (workspace_id, account_id, actor, action, subject, detail, at)
  SELECT workspace_id, account_id, actor, action, subject, detail, at
  FROM jsonb_to_recordset(events) AS (workspace_id uuid, account_id uuid, actor jsonb, action text, subject text,
    detail jsonb, at timestamptz);
END $$;

-- What of a result did not fit into one answer, in parts, until somebody asks for it or the hour is over.
CREATE TABLE kept_results (
  id uuid NOT NULL,
  part integer NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  -- JSON as text: it is handed out as it was kept, and need not be taken apart.
  body text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT kept_results_pkey PRIMARY KEY (id, part)
);
CREATE INDEX kept_results_expires_at_idx ON kept_results (expires_at);
ALTER TABLE kept_results ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_only ON kept_results USING (account_in_reach(account_id));

-- An admin looks at the newest calls of everybody.
CREATE INDEX tool_executions_executed_at_id_idx ON tool_executions (executed_at DESC, id);
